using System.Text.Json;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Pages;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

public sealed class ProblemTests
{
    [Fact]
    public void Wrong_fields_are_a_400_that_names_them()
    {
        var problem = Problem.Of(new ValidationException([new ValidationFailure("Name", "missing"), new ValidationFailure("Name", "short")]));

        problem.Status.ShouldBe(400);
        problem.Fields["Name"].ShouldBe(["missing", "short"]);
    }

    [Theory]
    [InlineData("task-taken", 409)]
    [InlineData("not-found", 404)]
    [InlineData("not-allowed", 403)]
    public void A_broken_rule_keeps_its_code_and_its_message(string code, int status)
    {
        var problem = Problem.Of(new RuleBrokenException("Taken by Ana.") { Code = code });

        (problem.Status, problem.Code, problem.Message).ShouldBe((status, code, "Taken by Ana."));
    }

    [Fact]
    public void What_nobody_foresaw_tells_no_details()
    {
        var problem = Problem.Of(new InvalidOperationException("secret of the inside"));

        problem.Status.ShouldBe(500);
        problem.IsExpected.ShouldBeFalse();
        problem.Message.ShouldNotContain("secret");
    }

    [Fact]
    public void Bad_json_names_the_place()
    {
        var json = Should.Throw<JsonException>(() => JsonSerializer.Deserialize<int[]>("[1,\n 2, oops]"));

        var problem = ProblemAnswers.Of(new BadHttpRequestException("Failed to read", 400, json));

        problem.Code.ShouldBe("bad-json");
        problem.Message.ShouldContain("2");
        problem.Message.ShouldContain("$[2]");
    }

    [Fact]
    public void Too_much_is_a_413() =>
        ProblemAnswers.Of(new BadHttpRequestException("Request body too large.", 413)).Status.ShouldBe(413);
}

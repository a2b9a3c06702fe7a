using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Engine.Tests;

/// <summary>Asks for a child that is nowhere in the workflow.</summary>
[Activity("Test.AsksForNobody", Category = "Tests", Description = "Asks for a child that is nowhere.")]
public sealed class AsksForNobody : Activity
{
    public override Task<ActivityResult> Execute(ActivityContext context) => Run(new ChildRequest("nobody"));
}

public sealed class UnknownChildTests
{
    [Fact]
    public async Task A_step_that_wants_to_run_what_the_workflow_does_not_have_has_an_incident()
    {
        var bench = new Bench(Write.Sequence(Write.Line("First"), Write.Activity("Test.AsksForNobody", "Asks")));

        await bench.Start();

        bench.Instance.Incidents.ShouldHaveSingleItem().Code.ShouldBe("unknown-child");
        bench.Console.ShouldBe(["First"]);
    }

    [Theory]
    [InlineData("\"First\"")]
    [InlineData("5")]
    [InlineData("[]")]
    public async Task Text_in_the_place_of_an_activity_is_found_and_nothing_is_run_for_it(string body)
    {
        var bench = new Bench(Write.Sequence(Write.Line("First"), Write.Activity("Elsa.For", "Round", Write.Input("end", "Int32", "Literal", 3), $"\"body\":{body}")));

        await bench.Start();

        var finding = bench.Findings.Where(finding => finding.Code == "wrong-shape").ShouldHaveSingleItem();
        (finding.Severity, finding.ActivityId, finding.Property).ShouldBe((Severity.Error, "Round", "body"));
        bench.Console.ShouldBe(["First"]);
    }
}

using BackOfficeFlow.Data;
using BackOfficeFlow.Testing;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

public sealed class SettingTests
{
    [Theory]
    [InlineData("Database:Provider", "Oracle", "Sqlite, PostgreSql, SqlServer")]
    [InlineData("Demo:Enabled", "perhaps", "true nor false")]
    [InlineData("Logs:Level", "loud", "Warning")]
    [InlineData("SignIn:AttemptsPerMinute", "many", "whole number")]
    [InlineData("Proxy:Trusted", "somebody", "10.0.0.0/24")]
    public async Task A_wrong_setting_stops_the_start_with_a_sentence_that_names_it_and_the_remedy(string key, string value, string remedy)
    {
        await using var web = WebProcess.Launch(Config(key, value));

        var exitCode = await web.Exits();

        exitCode.ShouldBe(1);
        web.Output.ShouldContain(key);
        web.Output.ShouldContain(remedy);
        web.Output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_database_that_needs_an_address_says_so()
    {
        await using var web = WebProcess.Launch(new Dictionary<string, string> { ["Database:Provider"] = "PostgreSql" });

        (await web.Exits()).ShouldBe(1);
        web.Output.ShouldContain("ConnectionStrings:Default");
        web.Output.ShouldContain("Host=");
    }

    // A file of its own: should the program start after all, it must not meet another test's.
    static Dictionary<string, string> Config(string key, string value) => new()
    {
        ["ConnectionStrings:Default"] = $"Data Source={Path.Combine(Path.GetTempPath(), $"bof-{Guid.CreateVersion7():N}.db")}",
        [key] = value,
    };

    [Fact]
    public void Nothing_said_means_the_usual()
    {
        var nothing = new ConfigurationBuilder().Build();

        nothing.YesOrNo("Demo:Enabled").ShouldBeFalse();
        nothing.Number("SignIn:AttemptsPerMinute", 20, 1, 100).ShouldBe(20);
    }

    [Fact]
    public void What_nobody_foresaw_keeps_its_stack_trace()
    {
        Starting.Sentence(new InvalidOperationException("odd")).ShouldBeNull();
        Starting.Sentence(new SettingException("A:B", "say C.")).ShouldBe("The setting A:B is wrong: say C.");
    }
}

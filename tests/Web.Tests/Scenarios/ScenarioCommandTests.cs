using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

public sealed class ScenarioCommandTests
{
    [Fact]
    public async Task The_folder_is_found_above_the_one_that_the_program_runs_in()
    {
        await using var output = new StringWriter();

        var code = await ScenarioCommand.Run(["workflows/", "customs"], output, TestContext.Current.CancellationToken);

        output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.StartsWith("ok", StringComparison.Ordinal));
        output.ToString().ShouldContain("(counter)");
        output.ToString().ShouldContain("(token)");
        code.ShouldBe(0);
    }

    [Fact]
    public async Task A_folder_that_is_nowhere_is_named()
    {
        await using var output = new StringWriter();

        var code = await ScenarioCommand.Run(["no-such-workflows"], output, TestContext.Current.CancellationToken);

        code.ShouldBe(2);
        output.ToString().ShouldContain("'no-such-workflows'");
    }
}

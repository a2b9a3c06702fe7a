using BackOfficeFlow.Testing;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

public sealed class ScenarioCommandTests
{
    [Fact]
    public async Task The_folder_is_found_above_the_one_that_the_program_runs_in()
    {
        await using var output = new StringWriter();

        var code = await ScenarioCommand.Run(["workflows/", "customs"], output, null, TestContext.Current.CancellationToken);

        output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.StartsWith("ok", StringComparison.Ordinal));
        output.ToString().ShouldContain("(counter)");
        output.ToString().ShouldContain("(token)");
        code.ShouldBe(0);
    }

    [Fact]
    public async Task A_folder_that_is_nowhere_is_named()
    {
        await using var output = new StringWriter();

        var code = await ScenarioCommand.Run(["no-such-workflows"], output, null, TestContext.Current.CancellationToken);

        code.ShouldBe(2);
        output.ToString().ShouldContain("'no-such-workflows'");
    }

    [Theory]
    [InlineData("workflows/", "--acept")]
    [InlineData("workflows/", "no-such-scenario")]
    public async Task What_would_run_nothing_is_refused_not_passed(params string[] arguments)
    {
        await using var output = new StringWriter();

        (await ScenarioCommand.Run(arguments, output, null, TestContext.Current.CancellationToken)).ShouldBe(2);

        output.ToString().ShouldContain($"'{arguments[1]}'");
    }

    [Fact]
    public async Task A_changed_journal_is_accepted_by_a_person_and_never_under_CI()
    {
        var folder = Copy(Repository.PathTo("workflows"));
        var file = Path.Combine(folder, "orders", "scenarios", "customs.json");
        var written = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        var changed = written.Replace("row customs", "row somewhere else", StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, changed, TestContext.Current.CancellationToken);

        var (refused, why) = await Run("true", folder, "--accept", "customs");
        refused.ShouldBe(1);
        why.ShouldContain("never under CI");
        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldBe(changed);

        var (accepted, said) = await Run(null, folder, "--accept", "customs");
        accepted.ShouldBe(0);
        said.ShouldContain("accepted");
        said.ShouldContain("row somewhere else");
        (await Run("true", folder, "customs")).Code.ShouldBe(0);

        Directory.Delete(folder, recursive: true);
    }

    static async Task<(int Code, string Output)> Run(string? ci, params string[] arguments)
    {
        await using var output = new StringWriter();
        var code = await ScenarioCommand.Run(arguments, output, ci, TestContext.Current.CancellationToken);
        return (code, output.ToString());
    }

    static string Copy(string folder)
    {
        var copy = Directory.CreateTempSubdirectory("bof-workflows-").FullName;
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }
}

namespace BackOfficeFlow.Conformance.Tests;

public sealed class BareEngineTests
{
    public static TheoryData<string> Cases() => [.. RecordedCases.Folders.Select(folder => CaseFile.NameOf(folder)).DefaultIfEmpty("")];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_recorded_run_of_Elsa_comes_out_the_same_here_or_differs_as_a_rule_says(string name)
    {
        Assert.SkipWhen(CaseFolder.Recorded is null, RecordedCases.Missing);

        var results = await Bare.Run(Path.Combine(CaseFolder.Recorded!, name));

        results.Where(result => result.Failed).Select(Report.Line).ShouldBeEmpty();
        results.ShouldNotBeEmpty();
    }

    /// <summary>Passes and deviations apart: a rule that swallowed passes would show here.</summary>
    [Fact]
    public async Task Most_of_what_is_recorded_comes_out_the_same()
    {
        Assert.SkipWhen(CaseFolder.Recorded is null, RecordedCases.Missing);
        var results = new List<CaseResult>();

        foreach (var folder in RecordedCases.Folders)
            results.AddRange(await Bare.Run(folder));

        TestContext.Current.TestOutputHelper!.WriteLine(Report.Sums(results));
        results.Count(result => result.Passed).ShouldBeGreaterThan(results.Count * 4 / 5);
    }
}

static class Bare
{
    static readonly Runs Runs = new(BareServer.Open, ["counter", "token"]);

    public static Task<IReadOnlyList<CaseResult>> Run(string folder) => Runs.Run(folder);
}

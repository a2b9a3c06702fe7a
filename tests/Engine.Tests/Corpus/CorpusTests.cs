using System.Text;
using System.Text.Json;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Engine.Tests;

public sealed class CorpusTests
{
    static readonly ActivityRegistry Registry = new(ActivityRegistry.BuiltIn);

    public static TheoryData<string, string> Rows()
    {
        var rows = new TheoryData<string, string>();
        foreach (var @case in Corpus.Cases().Where(IsSupported))
            foreach (var mode in new[] { "counter", "token" })
                if (@case.ExpectedIn(mode).ValueKind == JsonValueKind.Object)
                    rows.Add(@case.Name, mode);
        if (rows.Count == 0)
            rows.Add("", "");
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_recorded_run_of_Elsa_comes_out_the_same_here(string name, string mode)
    {
        Assert.SkipWhen(Corpus.Folder is null, "The recorded runs (../shared/corpus/elsa/shared) are not beside the repository.");
        var @case = Corpus.Cases().Single(@case => @case.Name == name);

        var outcome = await CorpusRun.Compare(@case, mode);

        if (outcome.Differences.Count > 0)
            CorpusDeviations.Explain(outcome).ShouldNotBeNull(string.Join("\n", outcome.Differences));
    }

    /// <summary>Passes and deviations apart: a deviation is no pass, and each is explained by one rule that names its row.</summary>
    [Fact]
    public async Task Passes_and_deviations_are_counted_apart()
    {
        Assert.SkipWhen(Corpus.Folder is null, "The recorded runs (../shared/corpus/elsa/shared) are not beside the repository.");
        var results = new List<(string Topic, string? Rule, bool HasPassed)>();

        foreach (var @case in Corpus.Cases().Where(IsSupported))
            foreach (var mode in new[] { "counter", "token" }.Where(mode => @case.ExpectedIn(mode).ValueKind == JsonValueKind.Object))
            {
                var outcome = await CorpusRun.Compare(@case, mode);
                results.Add((@case.Topic, outcome.Differences.Count == 0 ? null : CorpusDeviations.Explain(outcome), outcome.Differences.Count == 0));
            }

        TestContext.Current.TestOutputHelper!.WriteLine(Sums(results));
        results.Where(result => !result.HasPassed && result.Rule is null).ShouldBeEmpty();
        // Most of what is recorded comes out the same: a rule that swallowed passes would show here.
        results.Count(result => result.HasPassed).ShouldBeGreaterThan(results.Count * 3 / 4);
    }

    static string Sums(List<(string Topic, string? Rule, bool HasPassed)> results) => string.Join("\n",
    [
        $"{results.Count(result => result.HasPassed)} passed, {results.Count(result => result.Rule is not null)} deviate, {results.Count(result => !result.HasPassed && result.Rule is null)} unexplained",
        .. results.GroupBy(result => result.Topic).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"  {group.Key}: {group.Count(result => result.HasPassed)} passed, {group.Count(result => result.Rule is not null)} deviate"),
        .. results.Where(result => result.Rule is not null).GroupBy(result => result.Rule).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"  {group.Key}: {group.Count()}")
    ]);

    /// <summary>Every activity is known, and so is every step.</summary>
    static bool IsSupported(CorpusCase @case)
    {
        if (@case.UsesVersions || @case.Steps.GetProperty("steps").EnumerateArray().Any(step => step.TextOf("action") is "execute" or "alter" or "retry" or "publish"))
            return false;
        return @case.Children.Append(@case.Definition).All(file => DefinitionReader.Read(file).Definition is { } definition
            && !Encoding.UTF8.GetString(file).Contains("\"CSharp\"", StringComparison.Ordinal)
            && definition.Activities.All(activity => Registry.Find(activity.Type) is not null || activity.Type == "Acme.Unknown"));
    }
}

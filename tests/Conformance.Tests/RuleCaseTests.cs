namespace BackOfficeFlow.Conformance.Tests;

/// <summary>Cases written down from what Elsa promises of a definition, topic by topic, beside those that were recorded.</summary>
public sealed class RuleCaseTests
{
    const string Folder = "conformance-cases";

    public static TheoryData<string> Cases() => [.. OwnCases.In(Folder)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_case_comes_out_as_the_rule_says(string name)
    {
        var results = await Bare.Run(OwnCases.PathOf(Folder, name));

        results.Where(result => !result.Passed).Select(Report.Line).ShouldBeEmpty();
        results.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task All_cases_come_out_the_same_through_the_runtime()
    {
        var results = await OwnCases.RunOnSqlite(Folder);

        results.Where(result => !result.Passed).Select(Report.Line).ShouldBeEmpty();
        results.Count.ShouldBeGreaterThanOrEqualTo(Cases().Count);
    }
}

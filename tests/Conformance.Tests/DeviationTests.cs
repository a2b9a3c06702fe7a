using System.Text.Json;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Conformance.Tests;

/// <summary>
/// Where ours differs from Elsa on purpose: cases that expect what Elsa does, each of which must come out as one rule says, and in the modes
/// that it names; in the others it must pass.
/// </summary>
public sealed class DeviationTests
{
    const string Folder = "deviations";

    public static TheoryData<string> Cases() => [.. OwnCases.In(Folder)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_deviation_is_recognised_by_its_rule(string name)
    {
        var (row, modes) = Meant(name);

        var results = await Bare.Run(OwnCases.PathOf(Folder, name));

        results.Select(result => result.Mode).ShouldBe(["counter", "token"]);
        foreach (var result in results)
            RowOf(result).ShouldBe(modes.Contains(result.Mode) ? row : null, Report.Line(result));
    }

    [Fact]
    public async Task Deviations_are_the_same_through_the_runtime()
    {
        var results = await OwnCases.RunOnSqlite(Folder);

        foreach (var result in results)
        {
            var (row, modes) = Meant(result.Name);
            RowOf(result).ShouldBe(modes.Contains(result.Mode) ? row : null, Report.Line(result));
        }

        results.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Every_rule_is_shown_by_a_case_and_stands_on_the_page()
    {
        var shown = new HashSet<string?>();
        foreach (var name in OwnCases.In(Folder))
            shown.UnionWith((await Bare.Run(OwnCases.PathOf(Folder, name))).Where(result => !result.Passed).Select(result => result.Deviation));

        Rules.All.Select(rule => rule.ToString()).ShouldBe(shown, ignoreOrder: true);
        var page = File.ReadAllText(Path.Combine(CaseFolder.Own(Folder), "..", "..", "docs", "elsa-compatibility.md"));
        foreach (var row in Rules.All.SelectMany(rule => rule.Row.Split('/')))
            page.ShouldContain($"| {row} |");
    }

    // Null: it passed. A failure has the row "", so that it is told from both.
    static string? RowOf(CaseResult result) => result.Passed ? null : result.Deviation?.Split(' ')[0] ?? "";

    static (string Row, IReadOnlyList<string> Modes) Meant(string name)
    {
        using var meta = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(OwnCases.PathOf(Folder, name), "meta.json")));
        var deviates = meta.RootElement.GetProperty("deviates");
        return (deviates.TextOf("row")!, [.. deviates.Property("modes").Items().Select(mode => mode.GetString()!)]);
    }
}

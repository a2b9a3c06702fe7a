using System.Globalization;
using System.Text.RegularExpressions;

namespace BackOfficeFlow.Conformance.Tests;

/// <summary>The workflow control-flow patterns, each with cases that run, and the page that says how each is drawn.</summary>
public sealed partial class PatternTests
{
    const string Folder = "patterns";
    const int Patterns = 43;

    public static TheoryData<string> Cases() => [.. OwnCases.In(Folder)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_pattern_comes_out_as_it_is_defined(string name)
    {
        var results = await Bare.Run(OwnCases.PathOf(Folder, name));

        results.Where(result => !result.Passed).Select(Report.Line).ShouldBeEmpty();
        results.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task All_patterns_come_out_the_same_through_the_runtime()
    {
        var results = await OwnCases.RunOnSqlite(Folder);

        results.Where(result => !result.Passed).Select(Report.Line).ShouldBeEmpty();
        results.Count.ShouldBeGreaterThanOrEqualTo(Patterns);
    }

    [Fact]
    public void The_page_has_a_row_for_each_pattern() =>
        Rows().Select(row => row.Number).ShouldBe(Enumerable.Range(1, Patterns));

    [Fact]
    public void The_page_names_every_case_in_its_row_and_no_other()
    {
        Rows().SelectMany(row => row.Cases).Order(StringComparer.Ordinal).ShouldBe(OwnCases.In(Folder));
        foreach (var (number, cases) in Rows())
            cases.ShouldAllBe(name => name.StartsWith(number.ToString("00-", CultureInfo.InvariantCulture)), $"row {number}");
    }

    static IEnumerable<(int Number, IReadOnlyList<string> Cases)> Rows() =>
        from line in File.ReadLines(Path.Combine(CaseFolder.Own(Folder), "..", "..", "docs", "workflow-patterns.md"))
        let cells = line.Split('|')
        where cells.Length > 4 && int.TryParse(cells[1], NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
        select (int.Parse(cells[1], CultureInfo.InvariantCulture), (IReadOnlyList<string>)[.. Quoted().Matches(cells[^2]).Select(name => name.Groups[1].Value)]);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}

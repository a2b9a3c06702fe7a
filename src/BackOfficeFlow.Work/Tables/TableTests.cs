using System.Globalization;
using BackOfficeFlow.Work.Configured;

namespace BackOfficeFlow.Work.Tables;

/// <summary>Runs the cases that a table carries. One that is decided otherwise than stated refuses the table.</summary>
static class TableTests
{
    public static void Run(DecisionTable table, List<DocumentFinding> findings)
    {
        var chosen = new HashSet<string>();
        foreach (var test in table.Tests)
            Run(table, test, chosen, findings);

        foreach (var row in table.Rows.Where(row => !chosen.Contains(row.Id)))
            findings.Add(new DocumentFinding(Texts.All, "RowUntested", "tests", [row.Id]) { Weight = FindingWeight.Remark });
    }

    static void Run(DecisionTable table, TableTest test, HashSet<string> chosen, List<DocumentFinding> findings)
    {
        void Refuse(string code, params object?[] arguments) => findings.Add(new DocumentFinding(Texts.All, code, test.Place, [test.Name, .. arguments]));

        try
        {
            var decision = table.Decide(test.Inputs);
            chosen.UnionWith(decision.RowIds);
            if (!decision.RowIds.SequenceEqual(test.Rows))
                Refuse("TestRowDiffers", string.Join(", ", test.Rows), string.Join(", ", decision.RowIds));
            else
                foreach (var (name, wanted) in test.Outputs.Where(output => !Same(decision.Outputs.GetValueOrDefault(output.Key), output.Value)))
                    Refuse("TestOutputDiffers", name, Shown(wanted), Shown(decision.Outputs.GetValueOrDefault(name)));
        }
        catch (TableInputException wrong)
        {
            foreach (var finding in wrong.Findings)
                findings.Add(finding with { Place = $"{test.Place}.inputs.{finding.Place}" });
        }
    }

    static bool Same(object? decided, object? wanted) =>
        decided is long or decimal && wanted is long or decimal ? Convert.ToDecimal(decided, null) == Convert.ToDecimal(wanted, null) : Shown(decided) == Shown(wanted);

    static string Shown(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}

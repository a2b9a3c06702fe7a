using System.Globalization;
using BackOfficeFlow.Work.Configured;

namespace BackOfficeFlow.Work.Tables;

/// <summary>The inputs do not fit the columns of the table. All that is wrong is said at once.</summary>
public sealed class TableInputException(IReadOnlyList<DocumentFinding> findings)
    : Exception(string.Join(" ", findings.Select(finding => finding.Say(CultureInfo.CurrentUICulture))))
{
    public IReadOnlyList<DocumentFinding> Findings { get; } = findings;
}

/// <summary>Reads values strictly: a text is no number, an unknown word is no choice, a name that the table lacks is refused.</summary>
static class TableInputs
{
    public static IReadOnlyList<object?> Read(DecisionTable table, IReadOnlyDictionary<string, object?> inputs)
    {
        var findings = new List<DocumentFinding>();
        foreach (var name in inputs.Keys.Where(name => table.Inputs.All(column => column.Name != name)).Order(StringComparer.Ordinal))
            findings.Add(new DocumentFinding(Texts.All, "InputUnknown", name, [name, string.Join(", ", table.Inputs.Select(column => column.Name))]));

        var values = table.Inputs.Select(column => Read(column, inputs.GetValueOrDefault(column.Name), column.Name, findings)).ToList();
        return findings.Count == 0 ? values : throw new TableInputException(findings);
    }

    /// <summary>The value in the column's type; null with a finding when it does not fit.</summary>
    public static object? Read(TableColumn column, object? given, string place, List<DocumentFinding> findings)
    {
        if (given is null)
        {
            if (!column.Optional)
                findings.Add(new DocumentFinding(Texts.All, "InputMissing", place, [column.Name]));
            return null;
        }

        var value = Typed(column, given);
        if (value is null)
            findings.Add(new DocumentFinding(Texts.All, "InputWrong", place, [Shown(given), new TextKey($"ValueOf{column.Type}")]));
        else if (column.Type is ColumnType.Choice && !column.Values.Contains((string)value))
            findings.Add(new DocumentFinding(Texts.All, "ValueUnknown", place, [value, column.Name, string.Join(", ", column.Values)]));
        else if (value is long or decimal && (Cell.Ordered(value) < column.Minimum || Cell.Ordered(value) > column.Maximum))
            findings.Add(new DocumentFinding(Texts.All, "InputOutside", place, [value, column.Minimum?.ToString(CultureInfo.InvariantCulture) ?? "…", column.Maximum?.ToString(CultureInfo.InvariantCulture) ?? "…"]));
        else
            return value;
        return null;
    }

    static object? Typed(TableColumn column, object given) => (column.Type, given) switch
    {
        (ColumnType.Text or ColumnType.Choice, string text) => text,
        (ColumnType.Bool, bool flag) => flag,
        (ColumnType.Date, DateOnly date) => date,
        (ColumnType.Date, string text) when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => date,
        (ColumnType.WholeNumber, _) => Number(given) is { } number && number == decimal.Truncate(number) && Math.Abs(number) <= long.MaxValue ? (long)number : null,
        (ColumnType.Money, _) => Number(given) is { } amount && amount == Math.Round(amount, 2) ? amount : null,
        (ColumnType.Number, _) => Number(given),
        _ => null,
    };

    static decimal? Number(object given) => given switch
    {
        decimal number => number,
        long number => number,
        int number => number,
        double number when double.IsFinite(number) && Math.Abs(number) < 1e20 => (decimal)number,
        _ => null,
    };

    static string Shown(object given) => given is string text ? $"\"{text}\"" : Convert.ToString(given, CultureInfo.InvariantCulture) ?? "";
}

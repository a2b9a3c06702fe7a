namespace BackOfficeFlow.Work.Tables;

/// <summary>How many rows may answer: exactly one, the first in the listed order, or all that fit.</summary>
public enum HitPolicy { Unique, First, Collect }

/// <summary>A rule of the business as rows of conditions and what follows from them. Immutable, shared between threads.</summary>
public sealed record DecisionTable(string Title, HitPolicy Policy, IReadOnlyList<TableColumn> Inputs, IReadOnlyList<TableColumn> Outputs, IReadOnlyList<TableRow> Rows, TableRow Default)
{
    public string? Description { get; init; }

    /// <summary>The first and the last day on which the table is in force; null: always.</summary>
    public DateOnly? ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }

    /// <summary>The rows alone must answer everything; the default is only there for safety.</summary>
    public bool Complete { get; init; }

    public IReadOnlyList<TableTest> Tests { get; init; } = [];

    public bool IsInForce(DateOnly day) => (ValidFrom is null || day >= ValidFrom) && (ValidTo is null || day <= ValidTo);

    /// <summary>The row or rows that answer, what follows from them, and why. Inputs that do not fit the columns are refused, all at once.</summary>
    public Decision Decide(IReadOnlyDictionary<string, object?> inputs)
    {
        var values = TableInputs.Read(this, inputs);
        var verdicts = new List<RowVerdict>();
        var hits = new List<TableRow>();

        foreach (var row in Rows)
        {
            var verdict = Judge(row, values);
            verdicts.Add(verdict);
            if (!verdict.Fits)
                continue;
            hits.Add(row);
            if (Policy is not HitPolicy.Collect)
                break;
        }

        return new Decision(Policy, hits.Count > 0 ? hits : [Default], verdicts, NamedValues(values));
    }

    RowVerdict Judge(TableRow row, IReadOnlyList<object?> values)
    {
        for (var at = 0; at < Inputs.Count; at++)
            if (!row.Cells[at].Holds(values[at]))
                return new RowVerdict(row.Id, false, Inputs[at].Name, row.Cells[at].Shown);
        return new RowVerdict(row.Id, true, null, null);
    }

    Dictionary<string, object?> NamedValues(IReadOnlyList<object?> values) =>
        Inputs.Select((column, at) => (column.Name, Value: values[at])).ToDictionary(each => each.Name, each => each.Value, StringComparer.Ordinal);

    /// <summary>Every text that is a key ("@key"), without the sign.</summary>
    public IEnumerable<string> TextKeys =>
        new[] { Title, Description }
            .Concat(Inputs.Concat(Outputs).Select(column => column.Title))
            .Concat(Rows.Append(Default).SelectMany(row => row.Outputs.Values.OfType<string>().Append(row.Note)))
            .Where(text => text is ['@', _, ..])
            .Select(text => text![1..])
            .Distinct();
}

public enum ColumnType { Text, Choice, WholeNumber, Number, Money, Bool, Date }

/// <summary>A condition or an output: its type and what values it may have.</summary>
public sealed record TableColumn(string Name, ColumnType Type)
{
    public string Title { get; init; } = Name;
    public IReadOnlyList<string> Values { get; init; } = [];
    public decimal? Minimum { get; init; }
    public decimal? Maximum { get; init; }

    /// <summary>The value may be missing. "-" fits a missing value too; a comparison does not.</summary>
    public bool Optional { get; init; }
}

public sealed record TableRow(string Id, IReadOnlyList<Cell> Cells, IReadOnlyDictionary<string, object?> Outputs)
{
    public string? Note { get; init; }
}

/// <summary>A case that the table must decide as stated, checked whenever it is saved.</summary>
public sealed record TableTest(string Name, string Place, IReadOnlyDictionary<string, object?> Inputs, IReadOnlyList<string> Rows, IReadOnlyDictionary<string, object?> Outputs);

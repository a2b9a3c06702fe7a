namespace BackOfficeFlow.Work.Tables;

/// <summary>What a table decided. The explanation names the rows that were looked at, in order, and the first condition that did not fit.</summary>
public sealed record Decision(HitPolicy Policy, IReadOnlyList<TableRow> Hits, IReadOnlyList<RowVerdict> Explanation, IReadOnlyDictionary<string, object?> Inputs)
{
    public IReadOnlyList<string> RowIds => [.. Hits.Select(row => row.Id)];

    /// <summary>The outputs of the row that answered (of the first, when rows are collected).</summary>
    public IReadOnlyDictionary<string, object?> Outputs => Hits[0].Outputs;

    /// <summary>As a value of the engine: an object, or a list of objects when rows are collected.</summary>
    public object Result => Policy is HitPolicy.Collect ? Hits.Select(row => (object?)Copy(row)).ToList() : Copy(Hits[0]);

    static Dictionary<string, object?> Copy(TableRow row) => new(row.Outputs, StringComparer.Ordinal);
}

/// <summary>Why a row answered, or which condition it failed first.</summary>
public sealed record RowVerdict(string RowId, bool Fits, string? FailedColumn, string? Wanted);

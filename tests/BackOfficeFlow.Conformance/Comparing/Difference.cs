namespace BackOfficeFlow.Conformance;

/// <summary>One thing that came out differently.</summary>
/// <param name="Kind">What: status, bookmarks, incidents, variable, output, journal, executions, console, error, schedules, import, instance.</param>
/// <param name="Label">Whose; empty for the whole case.</param>
/// <param name="Where">Which step or member, for the reader.</param>
/// <param name="Expected">As it was recorded.</param>
/// <param name="Actual">As it was here.</param>
public sealed record Difference(string Kind, string Label, string Where, string Expected, string Actual)
{
    public override string ToString() => $"{string.Join(' ', new[] { Where, Label, Kind }.Where(word => word.Length > 0))}:\n    expected {Expected}\n    was      {Actual}";
}

/// <summary>The differences found so far.</summary>
sealed class Differences : List<Difference>
{
    public void Compare(string kind, string label, string where, string? expected, string? actual)
    {
        if (expected is not "<generated>" and not "<guid>" && expected != actual)
            Add(new Difference(kind, label, where, expected ?? "nothing", actual ?? "nothing"));
    }

    public void Compare(string kind, string label, string where, IEnumerable<string> expected, IEnumerable<string> actual)
    {
        var left = expected.ToList();
        var right = actual.ToList();
        if (!left.SequenceEqual(right, Recorded.Texts))
            Add(new Difference(kind, label, where, string.Join(" | ", left), string.Join(" | ", right)));
    }
}

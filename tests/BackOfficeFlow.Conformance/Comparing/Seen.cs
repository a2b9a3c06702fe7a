using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Conformance;

/// <summary>What happened to an instance here, in the recorder's words.</summary>
static class Seen
{
    public static IReadOnlyList<string> Journal(SeenInstance seen) =>
        [.. seen.Events.OrderBy(line => line.Sequence).Select(line => $"{seen.ActivityIdOf(line.NodeId)} {line.What}").Where(Recorded.IsCompared)];

    public static IEnumerable<string> Bookmarks(SeenInstance seen) =>
        seen.Instance.Bookmarks.Select(bookmark => $"{seen.ActivityIdOf(bookmark.NodeId)} {bookmark.Kind}").Order(StringComparer.Ordinal);

    /// <summary>One line per execution: how it stands, and the outcomes that are not the usual one.</summary>
    public static IEnumerable<string> Executions(SeenInstance seen) => seen.Events
        .Where(line => StatusOf(line.What) is not null)
        .GroupBy(line => line.ExecutionId)
        .Select(lines => lines.OrderBy(line => line.Sequence).Last())
        .Select(last => $"{seen.ActivityIdOf(last.NodeId)} {StatusOf(last.What)}{Outcomes(last)}")
        .Order(StringComparer.Ordinal);

    static string? StatusOf(string what) => what switch
    {
        "Started" or "Resumed" or "Suspended" => "Running",
        "Completed" or "Canceled" or "Faulted" => what,
        _ => null
    };

    static string Outcomes(JournalEvent last) =>
        last.Details?.GetValueOrDefault("Outcomes") is IEnumerable<object?> outcomes && string.Join(',', outcomes) is var text and not "Done" and not "" ? $" [{text}]" : "";
}

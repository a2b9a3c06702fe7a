using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Engine.Tests;

/// <summary>
/// Where we do the sound thing instead of what Elsa does. A rule looks at the definition, and says exactly how our run must differ from the
/// recorded one; it never knows a case's name.
/// </summary>
static class CorpusDeviations
{
    // What may come out differently under a rule; a difference of another kind is a defect whatever the rule says.
    static readonly string[] Course = ["journal", "console"];
    static readonly string[] End = ["journal", "console", "status", "bookmarks"];

    static readonly Rule[] Rules =
    [
        new("#2 a join that goes on with the first branch runs once", Course, RunsJoinOnce),
        new("#3 the flowchart completes after the join, not before", ["journal"], CompletesAfterJoin),
        new("#3 a burst that waits again after such a join is not lost", [.. End, "variable"], KeepsBurst),
        new("#4, #6 a join behind branches that do not come is not left hanging", End, DoesNotHang),
        new("#7 a stuck instance says so", ["incidents"], SaysThatItIsStuck),
        new("#8 nothing runs after a fault that ends the instance", Course, StopsAtFault),
        new("#8 nothing runs after the workflow has completed", Course, StopsAtEnd),
        new("#24 a delay without a time takes the designer's default", End, TakesDefault),
        new("#26 a variable set to null stays null", ["variable"], KeepsNull),
        new("a list in a JSON object can be changed", [.. End, "incidents", "variable"], ChangesList)
    ];

    sealed record Rule(string Name, string[] Kinds, Func<CorpusOutcome, bool> Holds);

    /// <summary>The rule that explains how a case came out; null when none does.</summary>
    public static string? Explain(CorpusOutcome outcome) =>
        Array.Find(Rules, rule => outcome.Differences.All(difference => rule.Kinds.Contains(KindOf(difference))) && rule.Holds(outcome))?.Name;

    // "step 2 main bookmarks: …", "main variable Total: …", "console: …"
    static string KindOf(string difference)
    {
        var words = difference[..difference.IndexOf(':', StringComparison.Ordinal)].Split(' ');
        return words.Contains("variable") ? "variable" : words[^1];
    }

    // Ours is Elsa's run without the second time; the join did run.
    static bool RunsJoinOnce(CorpusOutcome o) =>
        o.Mode == "counter" && o.SubStatus == o.ExpectedSubStatus && IsSubsequence(o.Journal, o.ExpectedJournal)
        && Joins(o, "WaitAny").Any(join => Count(o.Journal, $"{join} Started") is > 0 and var ours && Count(o.ExpectedJournal, $"{join} Started") > ours);

    // The same lines, and the workflow's end is the last.
    static bool CompletesAfterJoin(CorpusOutcome o) =>
        o.Mode == "token" && HasRace(o) && o.ExpectedJournal.Order(StringComparer.Ordinal).SequenceEqual(o.Journal.Order(StringComparer.Ordinal))
        && After(o.ExpectedJournal, "Workflow1 Completed").Any() && o.Journal[^1] == "Workflow1 Completed";

    // Elsa's run, and then on to an end or a wait that is really there.
    static bool KeepsBurst(CorpusOutcome o) =>
        o.Mode == "token" && HasRace(o) && o.ExpectedSubStatus == "Suspended" && StartsWith(o.Journal, o.ExpectedJournal) && o.IncidentCodes.Count == 0
        && (o.SubStatus == "Finished" || o.Bookmarks > 0);

    // Elsa waits for nothing; ours has all that Elsa's run has, and ends.
    static bool DoesNotHang(CorpusOutcome o) =>
        o is { Mode: "token", ExpectedSubStatus: "Suspended", SubStatus: "Finished", ExpectedBookmarks: 0, IncidentCodes.Count: 0 } && o.Journal[^1] == "Workflow1 Completed"
        && IsSubsequence(o.ExpectedJournal, o.Journal) && (HasRace(o) || HasMerge(o));

    static bool SaysThatItIsStuck(CorpusOutcome o) =>
        o is { ExpectedSubStatus: "Suspended", SubStatus: "Suspended", ExpectedBookmarks: 0, Bookmarks: 0, ExpectedIncidents.Count: 0 }
        && o.IncidentCodes is ["nothing-to-wait-for"] && o.ExpectedJournal.SequenceEqual(o.Journal);

    static bool StopsAtFault(CorpusOutcome o) =>
        o is { ExpectedSubStatus: "Faulted", SubStatus: "Faulted" } && StartsWith(o.ExpectedJournal, o.Journal)
        && o.Journal.Count(line => line.EndsWith(" Faulted", StringComparison.Ordinal)) == 1 && o.Journal[^1].EndsWith(" Faulted", StringComparison.Ordinal);

    static bool StopsAtEnd(CorpusOutcome o) =>
        o is { ExpectedSubStatus: "Finished", SubStatus: "Finished" } && HasType(o, "Elsa.End", "Elsa.Complete", "Elsa.Fork")
        && After(o.ExpectedJournal, "Workflow1 Completed").Any() && StartsWith(o.ExpectedJournal, o.Journal) && o.Journal[^1] == "Workflow1 Completed";

    // Elsa waits for nothing where ours goes on.
    static bool TakesDefault(CorpusOutcome o) =>
        o is { ExpectedSubStatus: "Suspended", IncidentCodes.Count: 0 } && (o.SubStatus == "Finished" || o.Bookmarks > 0)
        && o.Definition.Activities.Any(activity => activity.Type == "Elsa.Delay" && activity.Json.Property("timeSpan").IsAbsent() && o.Journal.Contains($"{activity.Id} Started"));

    // Elsa goes back to the default that the definition gives.
    static bool KeepsNull(CorpusOutcome o) => o.Differences.All(difference => o.Definition.Variables.Any(variable =>
        !variable.Default.IsAbsent() && difference.StartsWith($"main variable {variable.Name}: ", StringComparison.Ordinal) && difference.EndsWith("was null", StringComparison.Ordinal)));

    static bool ChangesList(CorpusOutcome o) =>
        o.ExpectedIncidents is ["The node already has a parent.", ..] && o is { SubStatus: "Finished", IncidentCodes.Count: 0 } && o.Definition.Variables.Any(variable => variable.TypeName.StartsWith("Json", StringComparison.OrdinalIgnoreCase));

    static bool HasType(CorpusOutcome o, params string[] types) => o.Definition.Activities.Any(activity => types.Contains(activity.Type));

    static bool StartsWith(IReadOnlyList<string> whole, IReadOnlyList<string> part) => whole.Count > part.Count && whole.Take(part.Count).SequenceEqual(part);

    static IEnumerable<string> Joins(CorpusOutcome o, string mode) => o.Definition.Activities
        .Where(activity => activity.Type == "Elsa.FlowJoin" && (activity.Json.Property("mode").Property("expression").TextOf("value") ?? "WaitAny") == mode).Select(activity => activity.Id);

    static bool HasRace(CorpusOutcome o) => Joins(o, "WaitAny").Any() || o.Definition.Activities.Any(activity => activity.Json.Property("customProperties").TextOf("mergeMode") is "Race" or "Cascade");

    static bool HasMerge(CorpusOutcome o) => Joins(o, "WaitAll").Concat(Joins(o, "WaitAllActive")).Any()
        || o.Definition.Activities.Any(activity => activity.Json.Property("customProperties").TextOf("mergeMode") is "Merge" or "Converge" or "Stream" or "None");

    static int Count(IReadOnlyList<string> journal, string line) => journal.Count(other => other == line);

    static IEnumerable<string> After(IReadOnlyList<string> journal, string line) => journal.SkipWhile(other => other != line).Skip(1);

    static bool IsSubsequence(IReadOnlyList<string> part, IReadOnlyList<string> whole)
    {
        var at = 0;
        foreach (var line in whole)
            if (at < part.Count && part[at] == line)
                at++;
        return at == part.Count;
    }
}

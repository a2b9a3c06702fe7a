using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Engine.Tests;

/// <summary>
/// Where we do the sound thing instead of what Elsa does. A rule looks at the definition, and says exactly how our run must differ from the
/// recorded one; it never knows a case's name.
/// </summary>
static class CorpusDeviations
{
    static readonly (string Rule, Func<CorpusOutcome, bool> Holds)[] Rules =
    [
        ("#2 a join that goes on with the first branch runs once", RunsJoinOnce),
        ("#3 the flowchart completes after the join, not before", CompletesAfterJoin),
        ("#3 a burst that waits again after such a join is not lost", KeepsBurst),
        ("#4, #6 a join behind branches that do not come is not left hanging", DoesNotHang),
        ("#7 a stuck instance says so", SaysThatItIsStuck),
        ("#8 nothing runs after a fault that ends the instance", StopsAtFault),
        ("#8 nothing runs after the workflow has completed", StopsAtEnd),
        ("#24 a delay without a time takes the designer's default", TakesDefault),
        ("#26 a variable set to null stays null", KeepsNull),
        ("a list in a JSON object can be changed", o => o.ExpectedIncidents.Contains("The node already has a parent."))
    ];

    /// <summary>The rule that explains how a case came out; null when none does.</summary>
    public static string? Explain(CorpusOutcome outcome) => Rules.FirstOrDefault(rule => rule.Holds(outcome)).Rule;

    static bool RunsJoinOnce(CorpusOutcome o) =>
        o.Mode == "counter" && Joins(o, "WaitAny").Any(join => Count(o.ExpectedJournal, $"{join} Started") > Count(o.Journal, $"{join} Started"))
        && IsSubsequence(o.Journal, o.ExpectedJournal);

    static bool CompletesAfterJoin(CorpusOutcome o) =>
        o.Mode == "token" && HasRace(o) && o.ExpectedJournal.Order(StringComparer.Ordinal).SequenceEqual(o.Journal.Order(StringComparer.Ordinal))
        && After(o.ExpectedJournal, "Workflow1 Completed").Any() && o.Journal[^1] == "Workflow1 Completed";

    static bool KeepsBurst(CorpusOutcome o) =>
        o.Mode == "token" && HasRace(o) && o.ExpectedSubStatus == "Suspended" && o.Journal.Count > o.ExpectedJournal.Count && o.Journal.Take(o.ExpectedJournal.Count).SequenceEqual(o.ExpectedJournal);

    static bool DoesNotHang(CorpusOutcome o) =>
        o is { Mode: "token", ExpectedSubStatus: "Suspended", SubStatus: "Finished" } && IsSubsequence(o.ExpectedJournal, o.Journal) && (HasRace(o) || HasMerge(o));

    static bool SaysThatItIsStuck(CorpusOutcome o) =>
        o is { ExpectedSubStatus: "Suspended", SubStatus: "Suspended" } && o.IncidentCodes.Contains("nothing-to-wait-for") && o.ExpectedJournal.SequenceEqual(o.Journal);

    static bool StopsAtFault(CorpusOutcome o) =>
        o is { ExpectedSubStatus: "Faulted", SubStatus: "Faulted" } && o.Journal.Count > 0 && o.Journal[^1].EndsWith(" Faulted", StringComparison.Ordinal)
        && o.ExpectedJournal.Count > o.Journal.Count && o.ExpectedJournal.Take(o.Journal.Count).SequenceEqual(o.Journal);

    static bool StopsAtEnd(CorpusOutcome o) =>
        After(o.ExpectedJournal, "Workflow1 Completed").Any() && o.ExpectedJournal.Take(o.Journal.Count).SequenceEqual(o.Journal) && o.Journal[^1] == "Workflow1 Completed";

    static bool TakesDefault(CorpusOutcome o) =>
        o.Definition.Activities.Any(activity => activity.Type == "Elsa.Delay" && activity.Json.Property("timeSpan").IsAbsent()) && o.ExpectedSubStatus == "Suspended";

    static bool KeepsNull(CorpusOutcome o) => o.Differences.All(difference => difference.Contains(" variable ", StringComparison.Ordinal) && difference.EndsWith("was null", StringComparison.Ordinal));

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

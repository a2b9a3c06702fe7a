using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Conformance;

/// <summary>The rules, each tied to a row of the table in docs/elsa-compatibility.md.</summary>
public static partial class Rules
{
    static readonly string[] Course = ["journal", "console"];
    static readonly string[] End = ["journal", "console", "status", "bookmarks", "schedules"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("#2", "a join that goes on with the first branch runs once", Course, RunsJoinOnce),
        new("#2", "what is still queued on its way to a join that goes on with the first is taken out", End, TakesOutQueued),
        new("#3", "the flowchart completes after the join, not before", Course, CompletesAfterJoin),
        new("#4/#6", "a join behind branches that do not come is not left hanging", End, DoesNotHang),
        new("#3", "a burst that waits again after such a join is not lost", [.. End, "variable", "error"], KeepsBurst),
        new("#7", "a stuck instance says so", ["incidents"], SaysThatItIsStuck),
        new("#8", "nothing runs after a fault that ends the instance", [.. Course, "variable", "output", "schedules"], StopsAtFault),
        new("#8", "nothing runs in a container that has completed", [.. Course, "variable", "output"], StopsAtEnd),
        new("#9", "a retry runs the failed step again and goes on from there", [.. End, "variable", "output", "incidents"], RetriesFromTheStep),
        new("#9", "a step that only a flowchart could run once more is refused, and says so", Course, RefusesOneMore),
        new("#25", "a container goes on when one of its steps is cancelled", [.. End, "variable", "output"], GoesOnAfterCancelled),
        new("#16", "a value that does not fit is named by the incident", ["incidents"], NamesTheValue),
        new("#12", "a For without a body goes on", [.. End, "variable", "output"], ForGoesOn),
        new("#14", "what a child gives is not lost when it has waited", ["console", "variable", "output", "executions"], KeepsChildResult),
        new("#22", "a broken Liquid text is an incident, not a text", [.. End, "incidents", "variable", "output"], RefusesBrokenLiquid),
        new("C#", "an expression in C# or Python is refused, and says so", [.. End, "incidents", "variable", "output"], RefusesCode),
        new("#15", "a list written as JSON is a list", [.. End, "instance"], TakesJsonList),
        new("#24", "a delay without a time takes the designer's default", End, TakesDefault),
        new("#26", "a variable set to null stays null", ["variable", "console", "output"], KeepsNull),
        new("HTTP", "a call goes out after the commit, and shows its wait", ["journal"], WaitsForItsCall),
        new("Json", "a list in a JSON object can be changed", [.. End, "incidents", "variable"], ChangesList)
    ];

    /// <summary>The rule that explains how a case came out; null when none does.</summary>
    public static Rule? Explain(CaseOutcome outcome) => All.FirstOrDefault(rule => rule.Explains(outcome));

    // Ours is Elsa's run without the second time; the join did run.
    static bool RunsJoinOnce(CaseOutcome o, RunOutcome r) =>
        o.Mode == "counter" && r.Ours.SubStatus == r.Elsa.SubStatus && IsSubsequence(r.Ours.Journal, r.Elsa.Journal)
        && Joins(o, "WaitAny").Any(join => Count(r.Ours, $"{join} Started") is > 0 and var ours && Count(r.Elsa, $"{join} Started") > ours);

    // Elsa's run without the steps that came too late; by tokens Elsa then waits for ever for the token that they left.
    static bool TakesOutQueued(CaseOutcome o, RunOutcome r)
    {
        var late = r.Elsa.Journal.Except(r.Ours.Journal, StringComparer.Ordinal).ToList();
        var ahead = AheadOfJoins(o, "WaitAny");
        return late.Count > 0 && late.TrueForAll(line => ahead.Contains(StepOf(line))) && r.Ours.Incidents.Count == 0
            && IsSubsequence([.. r.Elsa.Journal.Except(late, StringComparer.Ordinal)], r.Ours.Journal)
            && (r.Ours.SubStatus == r.Elsa.SubStatus || r is { Elsa: { SubStatus: "Suspended", Waits.Count: 0 }, Ours.SubStatus: "Finished" } && o.Mode == "token");
    }

    // The same lines; Elsa has a flowchart whose steps go on after its end, ours has none.
    static bool CompletesAfterJoin(CaseOutcome o, RunOutcome r) =>
        o.Mode == "token" && HasRace(o) && r.Elsa.Journal.Order(StringComparer.Ordinal).SequenceEqual(r.Ours.Journal.Order(StringComparer.Ordinal))
        && Flowcharts(o).Any(flowchart => OutlivesItself(r.Elsa, flowchart)) && !Flowcharts(o).Any(flowchart => OutlivesItself(r.Ours, flowchart));

    // Elsa's run, and then on to an end or a wait that is really there.
    static bool KeepsBurst(CaseOutcome o, RunOutcome r) =>
        o.Mode == "token" && HasRace(o) && r.Elsa.SubStatus == "Suspended" && Continues(r.Ours, r.Elsa) && r.Ours.Incidents.Count == 0
        && (r.Ours.SubStatus == "Finished" || r.Ours.Waits.Count > 0);

    // Elsa waits for nothing; ours has all that Elsa's run has, and ends.
    static bool DoesNotHang(CaseOutcome o, RunOutcome r) =>
        o.Mode == "token" && r is { Elsa: { SubStatus: "Suspended", Waits.Count: 0 }, Ours: { SubStatus: "Finished", Incidents.Count: 0 } } && r.Ours.Journal[^1] == "Workflow1 Completed"
        && IsSubsequence(r.Elsa.Journal, r.Ours.Journal) && (HasRace(o) || HasMerge(o));

    static bool SaysThatItIsStuck(CaseOutcome o, RunOutcome r) =>
        r is { Elsa: { SubStatus: "Suspended", Waits.Count: 0, Incidents.Count: 0 }, Ours: { SubStatus: "Suspended", Waits.Count: 0, Incidents: [{ Code: "nothing-to-wait-for" }] } }
        && r.Elsa.Journal.SequenceEqual(r.Ours.Journal);

    static bool StopsAtFault(CaseOutcome o, RunOutcome r) =>
        r is { Elsa.SubStatus: "Faulted", Ours.SubStatus: "Faulted" } && Continues(r.Elsa, r.Ours)
        && r.Ours.Journal.Count(IsFault) == 1 && IsFault(r.Ours.Journal[^1]);

    // Elsa takes out what waits in a container that has completed, and runs what was queued.
    static bool StopsAtEnd(CaseOutcome o, RunOutcome r) =>
        r.Elsa.SubStatus == r.Ours.SubStatus && r.Ours.Journal.Count < r.Elsa.Journal.Count && IsSubsequence(r.Ours.Journal, r.Elsa.Journal)
        && Containers(o).Any(container => OutlivesItself(r.Elsa, container)) && !Containers(o).Any(container => OutlivesItself(r.Ours, container));

    // What stood before the retry is the same; then the failed step begins again, and nothing that had run is run a second time.
    static bool RetriesFromTheStep(CaseOutcome o, RunOutcome r)
    {
        if (!o.Actions.Contains("retry") || r.Elsa.Incidents is not [var first, ..])
            return false;
        var before = r.Elsa.Journal.TakeWhile(line => !line.EndsWith(" Alteration ScheduleActivity succeeded", StringComparison.Ordinal)).ToList();
        var after = r.Ours.Journal.Skip(before.Count).ToList();
        return r.Ours.Journal.Take(before.Count).SequenceEqual(before) && after.Count > 0
            && before.Contains($"{first.ActivityId} Faulted") && after.Exists(line => line == $"{first.ActivityId} Started" || line == $"{first.ActivityId} Resumed")
            && after.TrueForAll(line => line != "Workflow1 Started")
            && (r.Ours.SubStatus == "Finished" ? r.Ours.Incidents.All(incident => !incident.IsOpen) : r.Ours.Waits.Count > 0 || r.Ours.Incidents.Any(incident => incident.IsOpen));
    }

    // Elsa writes that it succeeded, and runs nothing.
    static bool RefusesOneMore(CaseOutcome o, RunOutcome r) => o.Actions.Contains("alter") && r.Ours.SubStatus == r.Elsa.SubStatus
        && r.Elsa.Journal.Where(line => !line.EndsWith(" Alteration ScheduleActivity succeeded", StringComparison.Ordinal)).SequenceEqual(r.Ours.Journal);

    // Elsa's container waits for ever for the step that was taken out.
    static bool GoesOnAfterCancelled(CaseOutcome o, RunOutcome r) =>
        o.Actions.Contains("alter") && r.Elsa.Journal.Any(line => line.EndsWith(" Canceled", StringComparison.Ordinal)) && r.Elsa is { SubStatus: "Suspended", Waits.Count: 0 }
        && IsSubsequence(r.Elsa.Journal, r.Ours.Journal) && r.Ours.Incidents.Count == 0 && (r.Ours.SubStatus == "Finished" || r.Ours.Waits.Count > 0);

    // Elsa names the .NET types. The same steps fail.
    static bool NamesTheValue(CaseOutcome o, RunOutcome r) =>
        r.Elsa.Incidents.Count == r.Ours.Incidents.Count && r.Elsa.Incidents.Zip(r.Ours.Incidents).All(pair =>
            pair.First.ActivityId == pair.Second.ActivityId && pair.Second.Message.Length > 0
            && (pair.First.Message.StartsWith("Failed to convert an object of type ", StringComparison.Ordinal) || pair.First.Message.StartsWith("Failed to deserialize ", StringComparison.Ordinal)));

    // Elsa waits for ever for a body that is not there.
    // Elsa's run, with the wait of each call in it.
    static bool WaitsForItsCall(CaseOutcome o, RunOutcome r)
    {
        var waits = o.Definition.Activities.Where(activity => activity.Type is "Elsa.SendHttpRequest" or "Elsa.FlowSendHttpRequest" or "Elsa.DownloadHttpFile")
            .SelectMany(activity => new[] { $"{activity.Id} Suspended", $"{activity.Id} Resumed" }).ToHashSet(StringComparer.Ordinal);
        return r.Ours.Journal.Any(waits.Contains) && r.Ours.Journal.Where(line => !waits.Contains(line)).SequenceEqual(r.Elsa.Journal);
    }

    static bool ForGoesOn(CaseOutcome o, RunOutcome r) =>
        r is { Elsa: { SubStatus: "Suspended", Incidents.Count: 0 }, Ours.Incidents.Count: 0 } && IsSubsequence(r.Elsa.Journal, r.Ours.Journal)
        && o.Definition.Activities.Any(activity => activity.Type == "Elsa.For" && activity.Json.Property("body").IsAbsent()
            && r.Ours.Journal.Contains($"{activity.Id} Completed") && !r.Elsa.Journal.Contains($"{activity.Id} Completed"));

    // The same steps; only what the child gave is different, and there was a wait for it.
    static bool KeepsChildResult(CaseOutcome o, RunOutcome r) =>
        r.Elsa.SubStatus == r.Ours.SubStatus && r.Elsa.Journal.SequenceEqual(r.Ours.Journal)
        && o.Definition.Activities.Any(activity => activity.Type == "Elsa.ExecuteWorkflow" && r.Ours.Journal.Contains($"{activity.Id} Suspended") && r.Ours.Journal.Contains($"{activity.Id} Resumed"));

    // Elsa prints what the parser complains of, and goes on.
    static bool RefusesBrokenLiquid(CaseOutcome o, RunOutcome r) =>
        r.Ours.Incidents is [{ IsOpen: true } incident] && r.Ours.Journal.Contains($"{incident.ActivityId} Faulted") && !r.Elsa.Journal.Contains($"{incident.ActivityId} Faulted")
        && o.Definition.Activities.Any(activity => activity.Id == incident.ActivityId && Uses(activity, "Liquid"))
        && r.Elsa.Journal.TakeWhile(line => line != $"{incident.ActivityId} Completed").SequenceEqual(r.Ours.Journal.TakeWhile(line => line != $"{incident.ActivityId} Faulted"));

    // A definition is data: it does not reach the host. The incident stands at the step that asks for it.
    static bool RefusesCode(CaseOutcome o, RunOutcome r) =>
        r.Ours.Incidents is [{ IsOpen: true } incident] && o.Children.Prepend(o.Definition).SelectMany(definition => definition.Activities).Any(activity => activity.Id == incident.ActivityId && UsesCode(activity))
        && Continues(r.Elsa with { Journal = [.. r.Elsa.Journal, ""] }, r.Ours with { Journal = [.. r.Ours.Journal.SkipLast(1)] });

    // Elsa waits for nothing where ours goes on.
    static bool TakesDefault(CaseOutcome o, RunOutcome r) =>
        r is { Elsa.SubStatus: "Suspended", Ours.Incidents.Count: 0 } && (r.Ours.SubStatus == "Finished" || r.Ours.Waits.Count > 0)
        && o.Definition.Activities.Any(activity => activity.Type == "Elsa.Delay" && activity.Json.Property("timeSpan").IsAbsent() && r.Ours.Journal.Contains($"{activity.Id} Started"));

    // Elsa goes back to the default that the definition gives.
    static bool KeepsNull(CaseOutcome o, RunOutcome r) => r.Elsa.Journal.SequenceEqual(r.Ours.Journal)
        && o.Differences.Where(difference => difference.Kind == "variable").ToList() is { Count: > 0 } variables
        && variables.TrueForAll(difference => difference.Actual == "null" && o.Definition.Variables.Any(variable => !variable.Default.IsAbsent() && difference.Where == variable.Name));

    // Elsa takes it for text and does nothing with it; ours has all that Elsa's run has, and a run for each item.
    static bool TakesJsonList(CaseOutcome o, RunOutcome r) =>
        r is { Elsa.SubStatus: "Finished", Ours: { SubStatus: "Finished", Incidents.Count: 0 } } && IsSubsequence(r.Elsa.Journal, r.Ours.Journal)
        && o.Definition.Activities.Any(activity => activity.Type is "Elsa.BulkDispatchWorkflows" or "Elsa.ParallelForEach"
            && activity.Json.Property("items").Property("expression") is var items && (items.TextOf("type") is "Object" or "Json") && items.TextOf("value")?.TrimStart().StartsWith('[') == true
            && r.Ours.Journal.Count(line => line == $"{activity.Id} Resumed" || line.EndsWith(" Started", StringComparison.Ordinal)) > r.Elsa.Journal.Count(line => line.EndsWith(" Started", StringComparison.Ordinal)));

    static bool ChangesList(CaseOutcome o, RunOutcome r) =>
        r.Elsa.Incidents is [{ Message: "The node already has a parent." }, ..] && r.Ours is { SubStatus: "Finished", Incidents.Count: 0 }
        && o.Definition.Variables.Any(variable => variable.TypeName.StartsWith("Json", StringComparison.OrdinalIgnoreCase));
}

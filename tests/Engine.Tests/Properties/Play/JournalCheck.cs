using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Engine.Tests.Properties;

/// <summary>What must hold between an instance's journal and its state, whatever the process.</summary>
static class JournalCheck
{
    static readonly string[] Ends = ["Completed", "Canceled"];

    /// <summary>What is wrong; null when all is well.</summary>
    public static string? Look(IReadOnlyList<JournalEvent> journal, Instance instance, IReadOnlyDictionary<string, string> parents) =>
        LookAtOrder(journal, parents) ?? (instance.Status == InstanceStatus.Running ? LookAtState(journal, instance) : null);

    static string? LookAtOrder(IReadOnlyList<JournalEvent> journal, IReadOnlyDictionary<string, string> parents)
    {
        var last = new Dictionary<string, string>();
        var open = new Dictionary<string, HashSet<string>>();
        for (var i = 0; i < journal.Count; i++)
        {
            var @event = journal[i];
            if (@event.Sequence != i + 1)
                return $"the journal's line {i + 1} has the number {@event.Sequence}";
            if (@event.What == "Workflow cancelled")
                continue;
            var before = last.GetValueOrDefault(@event.ExecutionId);
            string?[] allowed = @event.What switch
            {
                "Started" => [null, "Faulted"],
                "Resumed" => ["Suspended"],
                "Suspended" => ["Started"],
                "Faulted" => ["Started"],
                "Canceled" => ["Started", "Suspended", "Resumed", "Faulted"],
                _ => ["Started", "Resumed"]
            };
            if (!allowed.Contains(before))
                return $"{@event.NodeId} ({@event.ExecutionId}) has {@event.What} after {before ?? "nothing"}";
            last[@event.ExecutionId] = @event.What;
            var ofNode = open.TryGetValue(@event.NodeId, out var known) ? known : open[@event.NodeId] = [];
            if (@event.What == "Started" && parents.TryGetValue(@event.NodeId, out var parent) && open.GetValueOrDefault(parent) is not { Count: > 0 })
                return $"{@event.NodeId} began outside of {parent}";
            if (@event.What == "Started")
                ofNode.Add(@event.ExecutionId);
            else if (Ends.Contains(@event.What))
                ofNode.Remove(@event.ExecutionId);
        }
        return null;
    }

    static string? LookAtState(IReadOnlyList<JournalEvent> journal, Instance instance)
    {
        var live = All(instance.Root!).ToDictionary(execution => execution.Id);
        var last = journal.GroupBy(@event => @event.ExecutionId).ToDictionary(group => group.Key, group => group.Last().What);
        foreach (var (execution, what) in last)
            if (Ends.Contains(what) == live.ContainsKey(execution))
                return $"the journal leaves {execution} at {what}, and the state {(live.ContainsKey(execution) ? "still" : "no longer")} has it";
        foreach (var execution in live.Values)
        {
            if (execution.Status is not (ExecutionStatus.Running or ExecutionStatus.Faulted))
                return $"{execution.NodeId} ({execution.Id}) is {execution.Status} while nothing is due";
            if ((execution.Status == ExecutionStatus.Faulted) != (last.GetValueOrDefault(execution.Id) == "Faulted"))
                return $"{execution.NodeId} ({execution.Id}) is {execution.Status}, and the journal says {last.GetValueOrDefault(execution.Id)}";
            if (execution is { Status: ExecutionStatus.Running, Children: null or { Count: 0 } } && !instance.Bookmarks.Exists(bookmark => bookmark.ExecutionId == execution.Id))
                return $"{execution.NodeId} ({execution.Id}) is running and has nothing to wait for";
        }
        if (instance.Bookmarks.Find(bookmark => live.GetValueOrDefault(bookmark.ExecutionId)?.Status != ExecutionStatus.Running) is { } lost)
            return $"a wait stands at {lost.NodeId} ({lost.ExecutionId}), which does not run";
        if (instance.Due.Count > 0)
            return "something is due and the burst is over";
        return instance.Incidents.Exists(incident => incident.Code == "nothing-to-wait-for") ? "it ran into nothing to wait for" : null;
    }

    static IEnumerable<Execution> All(Execution execution) => (execution.Children ?? []).SelectMany(All).Prepend(execution);
}

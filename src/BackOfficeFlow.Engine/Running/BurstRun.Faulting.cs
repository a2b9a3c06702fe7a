using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Engine.Running;

/// <summary>How a step fails: its incident, and what the incident strategy makes of the instance.</summary>
sealed partial class BurstRun
{
    void Fault(Execution execution, FaultResult fault)
    {
        execution.Status = ExecutionStatus.Faulted;
        RemoveBookmarks(execution);
        var shown = fault is ChildFaultResult && execution.Missed is [var missed, ..] ? missed : null;
        var shownAt = shown is null ? execution.Node : workflow.Find(execution.Node.Inner + shown.NodeId) ?? execution.Node;
        var details = new Dictionary<string, object?> { ["Message"] = fault.Message };
        if (shown is null)
            AddValues(execution, details);
        burst.Events.Add(new JournalEvent(++instance.LastSequence, now, shownAt.Key, shown?.ExecutionId ?? execution.Id, shownAt.Type, "Faulted") { Details = details });
        AddIncident(execution, fault, shownAt);
        if (workflow.IncidentStrategy != IncidentStrategy.Fault)
            return;
        Finish(InstanceSubStatus.Faulted);
        isStopped = true;
    }

    void AddIncident(Execution execution, FaultResult fault, Node? shownAt = null)
    {
        var node = shownAt ?? execution.Node;
        var broken = (fault as BrokenResult)?.Broken;
        var incident = new Incident(Guid.CreateVersion7(now), node.Key, execution.Id, node.Type, fault.Message)
        {
            ExceptionType = broken?.GetType().FullName,
            Detail = broken is null || broken.Message == fault.Message ? broken?.InnerException?.Message : broken.Message,
            Code = fault.Code.Length > 0 ? fault.Code : null,
            At = now
        };
        instance.Incidents.Add(incident);
        burst.NewIncidents.Add(incident);
    }

    void ResolveIncidents(Execution execution)
    {
        for (var i = 0; i < instance.Incidents.Count; i++)
            if (instance.Incidents[i] is { ResolvedAt: null } incident && incident.ExecutionId == execution.Id)
                instance.Incidents[i] = incident with { ResolvedAt = now };
    }

    void FaultOfNothingToWaitFor()
    {
        var execution = instance.Root!;
        while (execution.Children is { Count: > 0 })
            execution = execution.Children[0];
        AddIncident(execution, new FaultResult($"'{execution.Node.Name}' neither ended nor waits for anything.", "nothing-to-wait-for", ""));
    }
}

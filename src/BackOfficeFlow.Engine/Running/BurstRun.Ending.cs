using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Expressions;

namespace BackOfficeFlow.Engine.Running;

/// <summary>How steps and the instance end: completed, left, finished.</summary>
sealed partial class BurstRun
{
    async ValueTask End(Execution execution, IReadOnlyList<string> outcomes)
    {
        if (execution.Children is { Count: > 0 })
            await CancelDescendants(execution);
        execution.Status = ExecutionStatus.Completed;
        RemoveBookmarks(execution);
        var isPlain = ReferenceEquals(outcomes, DoneResult.Default) || execution.Node.ActivityType == typeof(WorkflowActivity);
        if (isPlain && execution.Node.Log is null)
        {
            AddEvent(execution, "Completed", null);
            return;
        }
        var details = new Dictionary<string, object?>();
        if (!isPlain)
            details["Outcomes"] = outcomes.Cast<object?>().ToList();
        AddValues(execution, details);
        AddEvent(execution, "Completed", details.Count > 0 ? details : null);
    }

    async ValueTask Leave(Execution execution, LeaveResult leave)
    {
        if (leave.Scope == LeaveScope.Instance)
        {
            await End(execution, leave.Outcomes);
            await StopWaiting();
            Finish(InstanceSubStatus.Finished);
            isStopped = true;
            return;
        }

        var last = FindLast(execution, leave.Scope);
        // With nothing to leave, the step is simply done.
        if (last is null)
        {
            await Apply(execution, DoneResult.Plain);
            return;
        }
        for (var step = execution; step != last; step = step.Parent!)
        {
            await End(step, DoneResult.Default);
            step.Parent!.Children!.Remove(step);
        }
        await Apply(last, WithOutputs(last, leave.Scope == LeaveScope.Composite && leave.Outcomes.Count > 0 ? new DoneResult(leave.Outcomes) : DoneResult.Plain));
    }

    ActivityResult WithOutputs(Execution left, DoneResult done)
    {
        try
        {
            if (left.Activity is not null)
                CaptureOutputs(left, done);
            return done;
        }
        catch (ExpressionException broken)
        {
            return FaultFrom(broken, isFilling: false);
        }
    }

    /// <summary>The outermost step that ends with a terminal step.</summary>
    static Execution? FindLast(Execution execution, LeaveScope reach)
    {
        var parent = execution.Parent!;
        switch (reach)
        {
            case LeaveScope.Container:
                return parent.Node.ActivityType.IsAssignableTo(typeof(IEndsWithTerminal)) ? parent : null;
            case LeaveScope.Composite:
                while (!parent.Node.ActivityType.IsAssignableTo(typeof(IComposite)))
                    parent = parent.Parent!;
                return parent;
            default:
                var last = parent;
                for (; parent is not null && !parent.Node.ActivityType.IsAssignableTo(typeof(IComposite)); parent = parent.Parent)
                {
                    last = parent;
                    if (parent.Node.ActivityType.IsAssignableTo(typeof(ILoop)))
                        break;
                }
                // Without a loop around it, a break ends every container up to the composite.
                return last.Node.ActivityType.IsAssignableTo(typeof(IComposite)) ? null : last;
        }
    }

    void Finish(InstanceSubStatus how)
    {
        instance.Status = InstanceStatus.Finished;
        instance.SubStatus = how;
        instance.FinishedAt = now;
        if (instance.ParentWait is { } wait && !isWatched)
            burst.Effects.Add(TellParent.Of(instance, wait).ToEffect());
        if (how == InstanceSubStatus.Faulted)
            return;
        foreach (var bookmark in instance.Bookmarks)
            Gone(bookmark);
        instance.Bookmarks.Clear();
        for (var i = 0; i < instance.Incidents.Count; i++)
            if (instance.Incidents[i].ResolvedAt is null)
                instance.Incidents[i] = instance.Incidents[i] with { ResolvedAt = now };
        // Of an instance that ended only the variables are of interest.
        instance.Due.Clear();
        instance.Root!.Children = null;
        instance.Outputs.Clear();
        instance.Exchanges.Clear();
    }

    static Execution? Find(Execution? execution, string id)
    {
        if (execution is null || execution.Id == id)
            return execution;
        foreach (var child in execution.Children ?? [])
            if (Find(child, id) is { } found)
                return found;
        return null;
    }
}

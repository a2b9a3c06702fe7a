using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Expressions;

namespace BackOfficeFlow.Engine.Running;

/// <summary>How steps and the instance end: completed, cancelled, left, faulted.</summary>
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

    async ValueTask CancelDescendants(Execution execution)
    {
        foreach (var child in execution.Children!.ToArray())
            await CancelExecution(child);
        execution.Children.Clear();
    }

    /// <summary>Ends a step that need not go on, and all that runs inside it. What had not begun leaves no trace.</summary>
    async ValueTask CancelExecution(Execution execution)
    {
        var hadBegun = execution.HasBegun;
        execution.Status = ExecutionStatus.Canceled;
        if (hadBegun)
            AddEvent(execution, "Canceled", null);
        ResolveIncidents(execution);
        await TellThatItWaitsNoMore(execution);
        if (execution.Children is { Count: > 0 })
            await CancelDescendants(execution);
    }

    async ValueTask TellThatItWaitsNoMore(Execution execution)
    {
        // What waits for its next try has nothing in the world: the try that failed left nothing.
        var isBetweenTries = WaitsForRetry(execution);
        if (!RemoveBookmarks(execution) || isBetweenTries)
            return;
        try
        {
            var activity = Activate(execution);
            if (execution.Node.Descriptor.TouchesRecords)
                await host.Guard(async () =>
                {
                    await activity.Cancelled(context.At(execution));
                    return DoneResult.Plain;
                });
            else
                await activity.Cancelled(context.At(execution));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // A step that cannot withdraw must not keep the others from ending; a person sees the incident.
        catch (Exception broken) when (!host.EndsBurst(broken))
#pragma warning restore CA1031
        {
            AddIncident(execution, new BrokenResult(broken.Message, broken) { Code = "not-withdrawn" });
        }
    }

    /// <summary>A container takes children out: they are cancelled, and it hears of each.</summary>
    async ValueTask CancelChildren(Execution parent, IReadOnlyList<string> executionIds)
    {
        foreach (var child in parent.Children?.Where(child => executionIds.Contains(child.Id)).ToArray() ?? [])
        {
            if (child.HasEnded)
                continue;
            await CancelExecution(child);
            if (Report(parent, child, []) is { } ended)
                await Apply(parent, await Invoke(parent, Ask.ChildEnded, ended));
        }
    }

    // A step that goes on because another on its way was cancelled is overtaken as well.
    async ValueTask CancelOvertaken(Execution join)
    {
        if (join.Parent is not { } parent || Activate(parent) is not IJoinOwner owner)
            return;
        while (owner.Overtaken(context.At(parent), join.Node.Id) is { Count: > 0 } overtaken)
            await CancelChildren(parent, overtaken);
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

    public async Task<Burst> Cancel(string reason)
    {
        AddEvent(instance.Root!, "Workflow cancelled", new Dictionary<string, object?> { ["Reason"] = reason });
        await StopWaiting();
        Finish(InstanceSubStatus.Cancelled);
        if (instance.HasChildren)
            burst.Effects.Add(new Effect(ChildrenCancelled.Kind, ChildrenCancelled.Kind, new Dictionary<string, object?> { ["reason"] = reason }));
        return burst;
    }

    // Whoever waits is told; nobody's end is written, as Elsa does not.
    async ValueTask StopWaiting()
    {
        instance.Due.Clear();
        foreach (var waiting in instance.Bookmarks.Select(bookmark => bookmark.ExecutionId).Distinct().ToArray())
            if (Find(instance.Root, waiting) is { } execution)
                await TellThatItWaitsNoMore(execution);
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

    void AddBookmarks(Execution execution, IReadOnlyList<BookmarkRequest> requests)
    {
        foreach (var request in requests)
        {
            if (request.Stays && instance.Bookmarks.Exists(standing => standing.Stays && standing.ExecutionId == execution.Id && standing.Kind == request.Kind && standing.Key == request.Key))
                continue;
            var bookmark = new Bookmark(Guid.CreateVersion7(now), execution.Node.Key, execution.Id, request.Kind, request.Key)
            {
                DueAt = request.DueAt?.ToUniversalTime(),
                Plan = request.Plan,
                Payload = Values.Normalize(request.Payload),
                Stays = request.Stays,
                CreatedAt = now
            };
            instance.Bookmarks.Add(bookmark);
            burst.NewBookmarks.Add(bookmark);
        }
    }

    bool RemoveBookmarks(Execution execution)
    {
        var hadSome = false;
        for (var i = instance.Bookmarks.Count - 1; i >= 0; i--)
        {
            if (instance.Bookmarks[i].ExecutionId != execution.Id)
                continue;
            Gone(instance.Bookmarks[i]);
            instance.Bookmarks.RemoveAt(i);
            hadSome = true;
        }
        return hadSome;
    }

    // A wait that began and ended within the burst is nobody's business.
    void Gone(Bookmark bookmark)
    {
        if (!burst.NewBookmarks.Remove(bookmark))
            burst.GoneBookmarks.Add(bookmark);
    }

    // Only for hosts that want what Elsa does: what has no storage is lost at a wait.
    void ForgetWhatIsNotStored()
    {
        if (!workflow.KeepOutputsAfterWait)
        {
            instance.Outputs.Clear();
            instance.LastResult = null;
        }
        if (workflow.KeepUnstoredVariables)
            return;
        Reset(instance.Root!);
        foreach (var name in instance.Input.Keys.Where(name => workflow.Definition.Inputs.FirstOrDefault(input => input.Name == name)?.StorageDriver is null).ToArray())
            instance.Input.Remove(name);
    }

    static void Reset(Execution execution)
    {
        for (var i = 0; i < (execution.Slots?.Length ?? 0); i++)
            if (!execution.Node.Variables[i].IsStored)
                execution.Slots![i] = execution.Node.Variables[i].Default;
        foreach (var child in execution.Children ?? [])
            Reset(child);
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

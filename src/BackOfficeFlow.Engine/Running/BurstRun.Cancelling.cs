using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Engine.Running;

/// <summary>How steps are taken out before they have ended, and the instance with them.</summary>
sealed partial class BurstRun
{
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
}

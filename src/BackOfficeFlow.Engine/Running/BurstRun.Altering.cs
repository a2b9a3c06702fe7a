using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Engine.Running;

/// <summary>Repairs from outside. Each says why it cannot be done, or null.</summary>
sealed partial class BurstRun
{
    bool isMoved;

    public Burst Happened => burst;

    public async Task<string?> Alter(Alteration alteration)
    {
        var problem = alteration switch
        {
            ModifyVariable modify => Modify(modify),
            ScheduleActivity schedule => Schedule(schedule),
            CancelActivity cancelled => await CancelStep(cancelled),
            CancelWorkflow => await CancelAll(),
            BrokenAlteration broken => broken.Problem,
            _ => $"'{alteration.Type}' cannot be done here."
        };
        Note(alteration, problem);
        return problem;
    }

    public void Note(Alteration alteration, string? problem) => AddEvent(
        instance.Root!, $"Alteration {alteration.Type} {(problem is null ? "succeeded" : "failed")}", problem is null ? null : new Dictionary<string, object?> { ["Message"] = problem });

    /// <summary>Runs what was scheduled meanwhile.</summary>
    public async Task GoOn()
    {
        if (instance.Status == InstanceStatus.Running && (isMoved || instance.Due.Count > 0))
            await RunUntilQuiet();
    }

    string? Modify(ModifyVariable modify)
    {
        if (FindHolder(instance.Root!, modify.VariableId) is not { } holder)
            return $"The instance has no variable '{modify.VariableId}'.";
        try
        {
            scope.At(holder).TrySetVariableById(modify.VariableId, Values.Normalize(modify.Value));
            return null;
        }
        catch (Expressions.ExpressionException broken)
        {
            return broken.Message;
        }
    }

    static Execution? FindHolder(Execution execution, string variableId)
    {
        if (execution.Node.Variables.Any(variable => variable.Id == variableId) || execution.Extra?.ContainsKey(variableId) == true)
            return execution;
        foreach (var child in execution.Children ?? [])
            if (FindHolder(child, variableId) is { } found)
                return found;
        return null;
    }

    string? Schedule(ScheduleActivity schedule)
    {
        if (HasEndedForGood())
            return "The instance has ended.";
        if (FindStep(schedule.ActivityId, schedule.ExecutionId) is { } standing)
            return RunAgain(standing);
        return schedule.ActivityId is { } id && schedule.ExecutionId is null ? RunAnother(id) : $"The instance has no step '{schedule.ExecutionId}'.";
    }

    string? RunAgain(Execution execution)
    {
        if (execution.Status == ExecutionStatus.Faulted)
        {
            Reopen(execution);
            return null;
        }
        if (instance.Status != InstanceStatus.Running)
            return "The instance has ended by a fault: run the failed step again first.";
        if (WaitsForRetry(execution))
        {
            RetryNow(execution);
            return null;
        }
        if (execution.Children is { Count: > 0 })
            return $"'{execution.Node.Name}' is running: what stands in it can be run again.";

        // What it waited for is forgotten; it asks anew.
        RemoveBookmarks(execution);
        execution.Asked = Ask.Execute;
        if (!instance.Due.Contains(execution))
            instance.Due.Enqueue(execution);
        return null;
    }

    /// <summary>A failed step is due again, and an instance that ended by its fault is open. Until its turn comes it stays failed: it has begun, and may yet be cancelled.</summary>
    void Reopen(Execution execution)
    {
        ResolveIncidents(execution);
        execution.FailedTries = 0;
        if (instance.Status == InstanceStatus.Finished)
            WaitAnew();
        instance.Status = InstanceStatus.Running;
        instance.SubStatus = InstanceSubStatus.Suspended;
        instance.FinishedAt = null;
        if (!instance.Due.Contains(execution))
            instance.Due.Enqueue(execution);
    }

    // While the instance was ended its timers fired into nothing: they are armed once more, those that are overdue for now.
    void WaitAnew()
    {
        for (var i = 0; i < instance.Bookmarks.Count; i++)
        {
            if (instance.Bookmarks[i] is not { DueAt: not null } standing)
                continue;
            Gone(standing);
            instance.Bookmarks[i] = standing with { Id = Guid.CreateVersion7(now) };
            burst.NewBookmarks.Add(instance.Bookmarks[i]);
        }
    }

    string? RunAnother(string nodeId)
    {
        if (instance.Status != InstanceStatus.Running)
            return "The instance has ended by a fault: run the failed step again first.";
        if (workflow.Find(nodeId) is not { Parent: { } container } node)
            return $"The workflow has no activity '{nodeId}'.";
        if (FindRunning(instance.Root!, container.Id) is not { } parent)
            return $"'{container.Name}', which holds '{node.Name}', is not running.";
        if (Activate(parent) is not ITakesOneMore taker)
            return $"'{container.Name}' runs its activities in an order of its own: only a flowchart takes one more.";
        taker.TakeOneMore(context.At(parent), nodeId);
        Schedule(parent, [new ChildRequest(nodeId)]);
        return null;
    }

    async Task<string?> CancelStep(CancelActivity cancelled)
    {
        if (instance.Status != InstanceStatus.Running)
            return "The instance has ended.";
        if (FindStep(cancelled.ActivityId, cancelled.ExecutionId) is not { Parent: { } parent } execution)
            return $"The instance has no step '{cancelled.ActivityId ?? cancelled.ExecutionId}' that can be cancelled.";
        isMoved = true;
        await CancelExecution(execution);
        if (Report(parent, execution, []) is { } ended)
            await Apply(parent, await Invoke(parent, Ask.ChildEnded, ended));
        return null;
    }

    async Task<string?> CancelAll()
    {
        if (instance.Status == InstanceStatus.Finished)
            return "The instance has ended.";
        await Cancel("alteration");
        return null;
    }

    bool HasEndedForGood() => instance.SubStatus is InstanceSubStatus.Finished or InstanceSubStatus.Cancelled;

    // Of several executions of one activity, the failed one is meant.
    Execution? FindStep(string? nodeId, string? executionId) => executionId is not null
        ? Find(instance.Root, executionId)
        : All(instance.Root!).Where(execution => (execution.Node.Id == nodeId || execution.Node.Model.Id == nodeId) && !execution.HasEnded).OrderByDescending(execution => execution.Status == ExecutionStatus.Faulted).FirstOrDefault();

    static Execution? FindRunning(Execution root, string nodeId) => All(root).FirstOrDefault(execution => execution.Node.Id == nodeId && execution.Status == ExecutionStatus.Running);

    static IEnumerable<Execution> All(Execution execution) => (execution.Children ?? []).SelectMany(All).Prepend(execution);
}

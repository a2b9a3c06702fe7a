using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Work.Tasks;

public sealed partial class UserTask
{
    /// <summary>What happened to the task while it was loaded; saved with it.</summary>
    public List<TaskEvent> NewEvents { get; } = [];

    /// <summary>Shows the task to its queue or role.</summary>
    public void Offer(DateTimeOffset now) => Move(TaskMove.Offer, Caller.System(TenantId), now, QueueKey ?? Role);

    /// <summary>Gives the task to a named person from the start.</summary>
    public void Assign(Guid personId, string personName, IEnumerable<PerformedStep> performed, DateTimeOffset now)
    {
        RequireFourEyes(personId, personName, performed);
        Move(TaskMove.Assign, Caller.System(TenantId), now, personName);
        Hold(personId, personName, now);
    }

    public void Claim(Caller caller, IEnumerable<PerformedStep> performed, DateTimeOffset now)
    {
        if (WhyNotClaim(caller, performed) is { } refused)
            throw refused;
        if (IsHeldBy(caller))
            return;

        Move(TaskMove.Claim, caller, now, null);
        Hold(caller.UserId!.Value, caller.Name, now);
    }

    /// <summary>Why the person cannot take the task; null when they can, or have it.</summary>
    public RuleBrokenException? WhyNotClaim(Caller caller, IEnumerable<PerformedStep> performed)
    {
        if (WhyNotOpen() is { } ended)
            return ended;
        if (IsHeldBy(caller))
            return null;
        if (TaskMoves.IsHeld(State))
            return NotYours();

        return TaskAccess.MayTake(this, caller) ? WhyNotFourEyes(caller.UserId!.Value, caller.Name, performed) : TaskAccess.NotForYou(this);
    }

    /// <summary>The holder has begun; saving the first draft says so.</summary>
    public void Start(Caller caller, DateTimeOffset now)
    {
        RequireHolder(caller);
        if (State is TaskState.Claimed)
            Move(TaskMove.Start, caller, now, null);
        else if (State is TaskState.Suspended)
            Wake(caller, now);
    }

    /// <summary>Gives the task back to its queue; a supervisor may do it for whoever holds it.</summary>
    public void Return(Caller caller, string? why, DateTimeOffset now)
    {
        RequireOpen();
        if (!IsHeldBy(caller) && !TaskAccess.IsSupervisor(caller))
            throw NotYours();
        if (QueueKey is null && Role is null)
            throw new RuleBrokenException(Texts.Of("NoQueueToReturnTo")) { Code = "task-without-queue" };

        Move(TaskMove.Return, caller, now, why);
        LetGo();
    }

    /// <summary>Hands the task to a colleague, who must be allowed to do it.</summary>
    public void Delegate(Caller caller, Guid personId, string personName, IEnumerable<PerformedStep> performed, string? why, DateTimeOffset now)
    {
        RequireOpen();
        if (!IsHeldBy(caller) && !TaskAccess.IsSupervisor(caller))
            throw NotYours();
        RequireFourEyes(personId, personName, performed);

        Move(State is TaskState.Offered ? TaskMove.Assign : TaskMove.Delegate, caller, now, why is null ? personName : $"{personName}: {why}");
        Hold(personId, personName, now);
    }

    /// <summary>Puts the task aside until an instant.</summary>
    public void Suspend(Caller caller, string reason, DateTimeOffset until, DateTimeOffset now)
    {
        RequireHolder(caller);
        if (until <= now)
            throw new RuleBrokenException(Texts.Of("SuspendInThePast")) { Code = "suspend-in-the-past" };

        Move(TaskMove.Suspend, caller, now, reason);
        SuspendReason = reason;
        SuspendedUntil = until;
    }

    public void Wake(Caller caller, DateTimeOffset now)
    {
        if (State is not TaskState.Suspended)
            return;

        Move(TaskMove.Wake, caller, now, null);
        SuspendReason = null;
        SuspendedUntil = null;
    }

    /// <summary>Nobody did it in time: it goes to another queue, one step more urgent, whoever held it.</summary>
    public void Escalate(string? toQueue, DateTimeOffset now)
    {
        RequireOpen();
        Move(TaskMove.Escalate, Caller.System(TenantId), now, toQueue);
        LetGo();
        QueueKey = toQueue ?? QueueKey;
        Priority = Math.Max(HighestPriority, Priority - 1);
        EscalationLevel++;
    }

    public void Complete(Caller caller, TaskAnswer answer, IEnumerable<PerformedStep> performed, DateTimeOffset now)
    {
        RequireHolder(caller);
        RequireFourEyes(caller.UserId!.Value, caller.Name, performed);
        Move(TaskMove.Complete, caller, now, answer.Outcome);
        Outcome = answer.Outcome;
        Comment = answer.Comment;
        Result = answer.Values;
        CompletedById = caller.UserId;
        CompletedByName = caller.Name;
        EndedAt = now;
    }

    /// <summary>The case no longer waits for it. A task that has ended stays as it is.</summary>
    public void Cancel(string reason, DateTimeOffset now)
    {
        if (!IsOpen)
            return;

        Move(TaskMove.Cancel, Caller.System(TenantId), now, reason);
        CancelReason = reason;
        SuspendReason = null;
        SuspendedUntil = null;
        EndedAt = now;
    }

    void Hold(Guid personId, string personName, DateTimeOffset now)
    {
        AssigneeId = personId;
        AssigneeName = personName;
        ClaimedAt = now;
        SuspendReason = null;
        SuspendedUntil = null;
    }

    void LetGo()
    {
        AssigneeId = null;
        AssigneeName = null;
        ClaimedAt = null;
        SuspendReason = null;
        SuspendedUntil = null;
    }

    void Move(TaskMove move, Caller caller, DateTimeOffset now, string? note)
    {
        var next = TaskMoves.After(State, move)
            ?? throw new RuleBrokenException(Texts.Of("MoveRefused", Texts.Of($"State.{State}"))) { Code = "task-state" };
        State = next;
        NewEvents.Add(new TaskEvent { TenantId = TenantId, TaskId = Id, At = now, Move = move, State = next, PersonId = caller.UserId, PersonName = caller.Name, Note = note });
    }

    void RequireOpen()
    {
        if (WhyNotOpen() is { } ended)
            throw ended;
    }

    RuleBrokenException? WhyNotOpen() => State switch
    {
        TaskState.Completed => new RuleBrokenException(Texts.Of("TaskCompleted", CompletedByName)) { Code = "task-completed" },
        TaskState.Cancelled => new RuleBrokenException(Texts.Of("TaskCancelled")) { Code = "task-cancelled" },
        _ => null
    };

    /// <summary>Only whoever has the task may save, put aside or finish it.</summary>
    public void RequireHolder(Caller caller)
    {
        RequireOpen();
        if (!IsHeldBy(caller))
            throw NotYours();
    }

    RuleBrokenException NotYours() => AssigneeName is null
        ? new RuleBrokenException(Texts.Of("ClaimFirst")) { Code = "task-not-claimed" }
        : new RuleBrokenException(Texts.Of("TaskTaken", AssigneeName)) { Code = "task-taken" };

    void RequireFourEyes(Guid personId, string personName, IEnumerable<PerformedStep> performed)
    {
        if (WhyNotFourEyes(personId, personName, performed) is { } refused)
            throw refused;
    }

    RuleBrokenException? WhyNotFourEyes(Guid personId, string personName, IEnumerable<PerformedStep> performed) =>
        FourEyes.Conflict(personId, performed) switch
        {
            null => null,
            "" => new RuleBrokenException(Texts.Of("FourEyesPerson", personName)) { Code = "four-eyes" },
            { } step => new RuleBrokenException(Texts.Of("FourEyesStep", personName, step)) { Code = "four-eyes" }
        };
}

/// <summary>How a person ends a task. <paramref name="Values"/> is what the form holds, checked, as a JSON object.</summary>
public sealed record TaskAnswer(string Outcome, string Values, string? Comment);

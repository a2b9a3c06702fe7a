namespace BackOfficeFlow.Work.Tasks;

/// <summary>Where a task stands.</summary>
public enum TaskState
{
    /// <summary>It exists, but nobody can see it yet.</summary>
    Created,

    /// <summary>The people of its queue or role may take it.</summary>
    Offered,

    /// <summary>One person has it.</summary>
    Claimed,

    /// <summary>That person has begun.</summary>
    Working,

    /// <summary>Put aside with a reason, until an instant.</summary>
    Suspended,

    Completed,
    Cancelled
}

/// <summary>What can be done to a task.</summary>
public enum TaskMove { Offer, Assign, Claim, Start, Return, Delegate, Escalate, Suspend, Wake, Complete, Cancel }

/// <summary>Which move leads where; a move that does not stand here is refused.</summary>
public static class TaskMoves
{
    static readonly Dictionary<(TaskState From, TaskMove Move), TaskState> Table = new()
    {
        [(TaskState.Created, TaskMove.Offer)] = TaskState.Offered,
        [(TaskState.Created, TaskMove.Assign)] = TaskState.Claimed,
        [(TaskState.Created, TaskMove.Cancel)] = TaskState.Cancelled,

        [(TaskState.Offered, TaskMove.Claim)] = TaskState.Claimed,
        [(TaskState.Offered, TaskMove.Assign)] = TaskState.Claimed,
        [(TaskState.Offered, TaskMove.Escalate)] = TaskState.Offered,
        [(TaskState.Offered, TaskMove.Cancel)] = TaskState.Cancelled,

        [(TaskState.Claimed, TaskMove.Start)] = TaskState.Working,
        [(TaskState.Claimed, TaskMove.Return)] = TaskState.Offered,
        [(TaskState.Claimed, TaskMove.Delegate)] = TaskState.Claimed,
        [(TaskState.Claimed, TaskMove.Escalate)] = TaskState.Offered,
        [(TaskState.Claimed, TaskMove.Suspend)] = TaskState.Suspended,
        [(TaskState.Claimed, TaskMove.Complete)] = TaskState.Completed,
        [(TaskState.Claimed, TaskMove.Cancel)] = TaskState.Cancelled,

        [(TaskState.Working, TaskMove.Return)] = TaskState.Offered,
        [(TaskState.Working, TaskMove.Delegate)] = TaskState.Claimed,
        [(TaskState.Working, TaskMove.Escalate)] = TaskState.Offered,
        [(TaskState.Working, TaskMove.Suspend)] = TaskState.Suspended,
        [(TaskState.Working, TaskMove.Complete)] = TaskState.Completed,
        [(TaskState.Working, TaskMove.Cancel)] = TaskState.Cancelled,

        [(TaskState.Suspended, TaskMove.Wake)] = TaskState.Working,
        [(TaskState.Suspended, TaskMove.Return)] = TaskState.Offered,
        [(TaskState.Suspended, TaskMove.Delegate)] = TaskState.Claimed,
        [(TaskState.Suspended, TaskMove.Escalate)] = TaskState.Offered,
        [(TaskState.Suspended, TaskMove.Cancel)] = TaskState.Cancelled
    };

    /// <summary>The state after the move; null when the move is not allowed from there.</summary>
    public static TaskState? After(TaskState from, TaskMove move) => Table.TryGetValue((from, move), out var to) ? to : null;

    /// <summary>The task is still to be done.</summary>
    public static bool IsOpen(TaskState state) => state is not (TaskState.Completed or TaskState.Cancelled);

    /// <summary>Somebody has the task.</summary>
    public static bool IsHeld(TaskState state) => state is TaskState.Claimed or TaskState.Working or TaskState.Suspended;
}

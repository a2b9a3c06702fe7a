namespace BackOfficeFlow.Engine.Activities;

/// <summary>What an activity wants to happen next. Only the run loop acts on it.</summary>
public abstract record ActivityResult
{
    /// <summary>Lets an activity that waits for nothing return its result where a task is expected.</summary>
    public static implicit operator Task<ActivityResult>(ActivityResult result) =>
        ReferenceEquals(result, DoneResult.Plain) ? DoneResult.PlainTask : Task.FromResult(result);
}

/// <summary>The step is finished with these outcomes.</summary>
public sealed record DoneResult(IReadOnlyList<string> Outcomes) : ActivityResult
{
    internal static readonly string[] Default = ["Done"];

    // Most steps end like this: one object serves them all.
    internal static readonly DoneResult Plain = new(Default);
    internal static readonly Task<ActivityResult> PlainTask = Task.FromResult<ActivityResult>(Plain);
}

/// <summary>The step waits for one of these.</summary>
public sealed record WaitResult(IReadOnlyList<BookmarkRequest> Bookmarks) : ActivityResult;

/// <summary>A container asks for children to be run, and for executions of others to be cancelled then.</summary>
public sealed record RunResult(IReadOnlyList<ChildRequest> Children, IReadOnlyList<string> CancelExecutions) : ActivityResult
{
    internal static readonly RunResult Nothing = new([], []);

    /// <summary>What it waits for beside its children.</summary>
    public IReadOnlyList<BookmarkRequest> Waits { get; init; } = [];
}

/// <summary>The step failed.</summary>
public record FaultResult(string Message, string Code, string Category) : ActivityResult;

/// <summary>A container cannot go on after a child, and the fault is shown at that child; a retry tells the container again.</summary>
sealed record ChildFaultResult(string Message, string Code) : FaultResult(Message, Code, "");

/// <summary>The step ends more than itself: its loop, its enclosing container, or the whole instance.</summary>
public sealed record LeaveResult(LeaveScope Scope, IReadOnlyList<string> Outcomes) : ActivityResult;

/// <summary>How far a terminal step reaches.</summary>
public enum LeaveScope
{
    /// <summary>The enclosing flowchart or sequence (Elsa.End).</summary>
    Container,
    /// <summary>The nearest loop (Elsa.Break).</summary>
    Loop,
    /// <summary>The nearest composite: a workflow used as activity, or the workflow (Elsa.Complete).</summary>
    Composite,
    /// <summary>The whole instance (Elsa.Finish).</summary>
    Instance
}

/// <summary>A child that a container wants to run, with the variables its scope starts with (a loop's current value, say).</summary>
public sealed record ChildRequest(string NodeId)
{
    public IReadOnlyDictionary<string, object?>? Variables { get; init; }

    /// <summary>Comes back in <see cref="EndedChild.Tag"/>: which iteration or branch this was.</summary>
    public string? Tag { get; init; }
}

/// <summary>How a child ended: with outcomes, or cancelled (then there are none).</summary>
public sealed record EndedChild(string NodeId, string ExecutionId, bool IsCancelled, IReadOnlyList<string> Outcomes, string? Tag);

using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>
/// A piece of work for a person, which a case waits for. The engine only waits; everything about the task is decided here:
/// who may take it, what may be done to it next, and how it ends.
/// </summary>
public sealed partial class UserTask : ITenantRow, IRevisioned
{
    public const int UsualPriority = 3;
    public const int HighestPriority = 1;
    public const int LowestPriority = 5;

    public Guid Id { get; init; }
    public string TenantId { get; set; } = "";
    public int Revision { get; set; }

    /// <summary>The case that waits for it, and the one execution of the step in it.</summary>
    public required Guid InstanceId { get; init; }
    public required string ExecutionId { get; init; }
    public required string NodeId { get; init; }
    public required string NodeName { get; init; }
    public required string DefinitionId { get; init; }
    public required int DefinitionVersion { get; init; }

    /// <summary>What the step waits for; the case is told when the task is finished.</summary>
    public required string WaitKind { get; init; }
    public required string WaitKey { get; init; }

    /// <summary>Where texts, forms and tables of its process are looked up, e.g. "orders".</summary>
    public string Area { get; init; } = "";

    /// <summary>A literal or "@key", resolved in the reader's language.</summary>
    public required string Title { get; init; }
    public string TitleArguments { get; init; } = "{}";
    public string? Instructions { get; init; }

    public string? QueueKey { get; set; }
    public string? Role { get; init; }

    public TaskState State { get; private set; } = TaskState.Created;
    public int Priority { get; set; } = UsualPriority;
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public int EscalationLevel { get; private set; }

    public Guid? AssigneeId { get; private set; }
    public string? AssigneeName { get; private set; }
    public DateTimeOffset? ClaimedAt { get; private set; }

    public string? SuspendReason { get; private set; }
    public DateTimeOffset? SuspendedUntil { get; private set; }

    public string? FormKey { get; init; }
    public int? FormVersion { get; init; }

    /// <summary>What is shown beside the form, never changed by it (a JSON object).</summary>
    public string Facts { get; init; } = "{}";

    /// <summary>What the form starts with (a JSON object).</summary>
    public string Prefill { get; init; } = "{}";

    public List<TaskOutcome> Outcomes { get; init; } = [];

    /// <summary>Four eyes, as <see cref="TaskLines"/> so that the inbox can leave out what its reader must not do.</summary>
    public string ExcludedUsers { get; init; } = "";
    public string ExcludedSteps { get; init; } = "";

    public DateTimeOffset? EndedAt { get; private set; }
    public string? Outcome { get; private set; }
    public string? Comment { get; private set; }
    public Guid? CompletedById { get; private set; }
    public string? CompletedByName { get; private set; }

    /// <summary>What was filled in (a JSON object).</summary>
    public string? Result { get; private set; }
    public string? CancelReason { get; private set; }

    /// <summary>All that the search box looks at, in lower case without accents.</summary>
    public string SearchText { get; set; } = "";

    public bool IsOpen => TaskMoves.IsOpen(State);
    public bool IsHeldBy(Caller caller) => AssigneeId is not null && AssigneeId == caller.UserId && TaskMoves.IsHeld(State);
    public Awaited WaitsFor => new(WaitKind, WaitKey);
    public FourEyes FourEyes => new([.. TaskLines.Split(ExcludedUsers).Select(Guid.Parse)], TaskLines.Split(ExcludedSteps));
}

using BackOfficeFlow.Work.Cases;

namespace BackOfficeFlow.Studio;

/// <summary>One execution of a step, in short.</summary>
class StepRunSummary(Guid instanceId, StepRun run)
{
    public string Id => RunId.Of(instanceId, run.ExecutionId);
    public Guid WorkflowInstanceId => instanceId;
    public string ActivityId => run.ActivityId;
    public string ActivityNodeId => run.Path;
    public string ActivityType => run.Type;
    public int ActivityTypeVersion => run.TypeVersion;
    public string? ActivityName => run.Name;
    public DateTimeOffset StartedAt => run.StartedAt;
    public bool HasBookmarks => run.IsWaiting;
    public StepStanding Status => run.Standing;
    public int AggregateFaultCount => run.Faults;
    public DateTimeOffset? CompletedAt => run.EndedAt;
    public IReadOnlyDictionary<string, object?> Metadata { get; } = new Dictionary<string, object?>();
}

/// <summary>One execution of a step, with what is known of its values.</summary>
sealed class StepRunShape(Guid instanceId, StepRun run) : StepRunSummary(instanceId, run)
{
    public IReadOnlyDictionary<string, object?> ActivityState { get; } = run.Inputs;
    public IReadOnlyDictionary<string, object?> Outputs { get; } = run.Outputs;
    public IReadOnlyDictionary<string, object?> Payload { get; } = new Dictionary<string, object?>();
    public IReadOnlyDictionary<string, object?> Properties { get; } = new Dictionary<string, object?>();
    public ProblemShape? Exception { get; } = run.Problem is null ? null : new ProblemShape(run.ProblemType ?? run.Type, run.Problem);
    public string? SchedulingActivityExecutionId { get; } = run.ParentId is null ? null : RunId.Of(instanceId, run.ParentId);
    public int CallStackDepth { get; } = run.Depth;
}

/// <summary>The badge of a step.</summary>
sealed class StepCountShape(StepCount count)
{
    public string ActivityId => count.ActivityId;
    public string ActivityNodeId => count.Path;
    public int StartedCount => count.Started;
    public int CompletedCount => count.Completed;
    public int UncompletedCount => count.Uncompleted;
    public bool IsBlocked => count.IsBlocked;
    public bool IsFaulted => count.IsFaulted;
    public int AggregateFaultCount => count.Faults;
    public IReadOnlyDictionary<string, object?> Metadata { get; } = new Dictionary<string, object?>();
}

/// <summary>A line of the journal.</summary>
sealed class JournalShape(Guid instanceId, JournalLine line)
{
    public string Id => $"{instanceId:N}-e{line.Sequence}";
    public string ActivityInstanceId => RunId.Of(instanceId, line.Step.ExecutionId);
    public string? ParentActivityInstanceId => line.Step.ParentId is null ? null : RunId.Of(instanceId, line.Step.ParentId);
    public string ActivityId => line.Step.ActivityId;
    public string ActivityType => line.Step.Type;
    public int ActivityTypeVersion => line.Step.TypeVersion;
    public string? ActivityName => line.Step.Name;
    public string NodeId => line.Step.Path;
    public DateTimeOffset Timestamp => line.At;
    public long Sequence => line.Sequence;
    public string EventName => line.What;
    public string? Message => line.Message;
    public IReadOnlyDictionary<string, object?>? ActivityState => line.Inputs;
}

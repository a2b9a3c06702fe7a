namespace BackOfficeFlow.Chaos;

/// <summary>The raw tables at one moment, as far as the auditor needs them.</summary>
sealed record Books(
    IReadOnlyList<BookedInstance> Instances, IReadOnlyList<BookedWait> Waits, IReadOnlyList<BookedTimer> Timers, IReadOnlyList<BookedMessage> Messages,
    IReadOnlyList<BookedBurst> Journal, IReadOnlyList<BookedOperation> Operations, IReadOnlyList<BookedTask> Tasks)
{
    /// <summary>When they were read, by the machine's clock.</summary>
    public DateTimeOffset At { get; init; }

    readonly Lazy<ILookup<Guid, BookedBurst>> history = new(() => Journal.ToLookup(burst => burst.InstanceId));
    readonly Lazy<ILookup<Guid, BookedWait>> waiting = new(() => Waits.ToLookup(wait => wait.InstanceId));

    readonly Lazy<Dictionary<Guid, BookedInstance>> byId = new(() => Instances.ToDictionary(instance => instance.Id));

    public BookedInstance? Find(Guid instanceId) => byId.Value.GetValueOrDefault(instanceId);

    public IEnumerable<BookedBurst> HistoryOf(Guid instanceId) => history.Value[instanceId];

    public IEnumerable<BookedWait> WaitsOf(Guid instanceId) => waiting.Value[instanceId];
}

sealed record BookedInstance(Guid Id, string Definition, string Status, string? Correlation, Guid? ParentId, int Bursts, int Revision, bool IsOpen, int OpenIncidents, StateDocument State);

sealed record BookedWait(Guid Id, Guid InstanceId, string ExecutionId, string Kind, string Key, DateTimeOffset? DueAt, string Hash);

sealed record BookedTimer(long Sequence, string Kind, string Key, Guid? InstanceId, DateTimeOffset DueAt, bool IsGivenUp);

sealed record BookedMessage(long Sequence, string Kind, string Key, Guid? InstanceId, string State, int Attempts, string? LastError, string? Hash);

/// <summary>One row of the journal.</summary>
sealed record BookedBurst(long Sequence, Guid InstanceId, int Number, DateTimeOffset At, string Cause, IReadOnlyList<BookedEvent> Events);

sealed record BookedEvent(long Number, DateTimeOffset At, string NodeId, string ExecutionId, string Activity, string What);

/// <summary>A task of people. Open until somebody has done it, or it was withdrawn.</summary>
sealed record BookedTask(Guid Id, Guid InstanceId, string ExecutionId, string WaitKind, string WaitKey, bool IsOpen);

sealed record BookedOperation(string Actor, string OperationId, string Command, int Times);

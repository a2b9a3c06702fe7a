namespace BackOfficeFlow.Engine.Running;

/// <summary>
/// One line of an instance's history. <see cref="What"/> is Started, Resumed, Suspended, Completed, Canceled, Faulted or a word of the
/// activity's own (Elsa's words, spelled as Elsa spells them); <see cref="Sequence"/> orders the whole life of the instance.
/// </summary>
public sealed record JournalEvent(long Sequence, DateTimeOffset At, string NodeId, string ExecutionId, string ActivityType, string What)
{
    public IReadOnlyDictionary<string, object?>? Details { get; init; }
}

namespace BackOfficeFlow.Engine.Running;

/// <summary>Something that broke in one execution of an activity. It stays with the instance until a retry resolves it.</summary>
public sealed record Incident(Guid Id, string NodeId, string ExecutionId, string ActivityType, string Message)
{
    public string? ExceptionType { get; init; }
    public string? Detail { get; init; }
    public string? Code { get; init; }
    public DateTimeOffset At { get; init; }
    public DateTimeOffset? ResolvedAt { get; init; }
}

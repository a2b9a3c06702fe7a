using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Engine.Running;

/// <summary>A place where an instance waits. Kind and key say for what; <see cref="DueAt"/> (UTC) when the wait ends by itself.</summary>
public sealed record Bookmark(Guid Id, string NodeId, string ExecutionId, string Kind, string Key)
{
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How the instant was worked out. The host keeps it with its timer; the instance's state does not.</summary>
    public DuePlan? Plan { get; init; }

    /// <summary>Resuming does not end it; its step does.</summary>
    public bool Stays { get; init; }
    public object? Payload { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}

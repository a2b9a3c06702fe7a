namespace BackOfficeFlow.Engine.Activities;

/// <summary>What a step waits for: a stimulus of a kind and key, an instant, or whichever of the two comes first.</summary>
public sealed record BookmarkRequest(string Kind, string Key)
{
    /// <summary>The instant (UTC) at which the wait ends by itself; null when only a stimulus ends it. The host keeps a timer row for it.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>What pages and APIs may show about the wait.</summary>
    public object? Payload { get; init; }
}

/// <summary>Something that happened and that a waiting step may be waiting for. Kind and key together are matched; the key is case-sensitive.</summary>
public abstract record Stimulus(string Kind, string Key);

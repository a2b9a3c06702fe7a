namespace BackOfficeFlow.Engine.Activities;

/// <summary>What a step waits for: a stimulus of a kind and key, an instant, or whichever of the two comes first.</summary>
public sealed record BookmarkRequest(string Kind, string Key)
{
    /// <summary>The instant (UTC) at which the wait ends by itself; null when only a stimulus ends it. The host keeps a timer row for it.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How <see cref="DueAt"/> was worked out, when an edit of a calendar shall move it.</summary>
    public DuePlan? Plan { get; init; }

    /// <summary>Still stands after it was resumed, until the step ends: the step waits for several things of one kind.</summary>
    public bool Stays { get; init; }

    /// <summary>What pages and APIs may show about the wait.</summary>
    public object? Payload { get; init; }
}

/// <summary>How a due time was worked out: terms such as "1 BD" (several joined by " + "), counted from an instant (UTC) by the calendar of that name.</summary>
public sealed record DuePlan(string Calendar, string Terms, DateTimeOffset Start);

/// <summary>Something that happened and that a waiting step may be waiting for. Kind and key together are matched; the key is case-sensitive.</summary>
public abstract record Stimulus(string Kind, string Key);

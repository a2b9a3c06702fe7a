namespace BackOfficeFlow.Ui;

/// <summary>One thing that happened, in plain words.</summary>
public sealed record TimelineItem(DateTimeOffset At, string Title)
{
    public string? Text { get; init; }

    /// <summary>Who did it, where a person did.</summary>
    public string? Who { get; init; }

    public Tone Tone { get; init; }

    /// <summary>Small facts that explain, e.g. the row of a table that decided.</summary>
    public IReadOnlyList<KeyValue> Facts { get; init; } = [];

    public string? Href { get; init; }
}

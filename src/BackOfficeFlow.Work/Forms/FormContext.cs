using NodaTime;

namespace BackOfficeFlow.Work.Forms;

/// <summary>What a check needs to know beside the form and the values.</summary>
public sealed record FormContext(DateTimeOffset Now)
{
    /// <summary>Where "today" is, and what a time without an offset means.</summary>
    public string Zone { get; init; } = "Europe/Madrid";

    /// <summary>A draft may lack what is required; what is there must be right all the same.</summary>
    public bool Draft { get; init; }

    /// <summary>The outcome that the person chose. A negative one needs a comment of at least ten characters: in the form's field "comment", else in <see cref="Comment"/>.</summary>
    public string? Outcome { get; init; }
    public bool NegativeOutcome { get; init; }
    public string? Comment { get; init; }

    /// <summary>The last day of the closed accounting periods.</summary>
    public DateOnly? ClosedUntil { get; init; }

    /// <summary>Finds a stored file by its reference. Without it the form of the reference alone is checked.</summary>
    public Func<Guid, FileFacts?>? FindFile { get; init; }

    public DateTimeZone TimeZone => DateTimeZoneProviders.Tzdb[Zone];

    public DateOnly Today => Instant.FromDateTimeOffset(Now).InZone(TimeZone).Date.ToDateOnly();
}

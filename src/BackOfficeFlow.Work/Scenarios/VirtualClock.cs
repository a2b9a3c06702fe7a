namespace BackOfficeFlow.Work.Scenarios;

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class VirtualClock(DateTimeOffset now) : TimeProvider
{
    DateTimeOffset current = now.ToUniversalTime();

    public override DateTimeOffset GetUtcNow() => current;

    // What is cached for seconds must grow old when the clock is moved.
    public override long GetTimestamp() => current.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Time never goes back.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        if (instant > current)
            current = instant.ToUniversalTime();
    }
}

namespace BackOfficeFlow.Web.Tests;

/// <summary>The machine's clock, moved by hand: what waits in real time still wakes, what reads the time sees the moved one.</summary>
public sealed class MovableClock : TimeProvider
{
    TimeSpan ahead;

    public void Advance(TimeSpan by) => ahead += by;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}

using System.Globalization;

namespace BackOfficeFlow.Runtime;

/// <summary>The machine's clock, put forward or back by the milliseconds that stand in a file: for tests that step the clock of one process while it works.</summary>
sealed class SteppedClock(string file) : TimeProvider
{
    const long LookEvery = 100;

    // One value, so that no thread sees a new look with an old step.
    volatile Step last = new(long.MinValue, 0);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddMilliseconds(Look().Milliseconds);

    Step Look()
    {
        var now = Environment.TickCount64;
        var step = last;
        return now < step.LookedAt + LookEvery && step.LookedAt != long.MinValue ? step : last = new(now, Read() ?? step.Milliseconds);
    }

    /// <summary>Null while the file is being written.</summary>
    long? Read()
    {
        try
        {
            return long.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var milliseconds) ? milliseconds : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    sealed record Step(long LookedAt, long Milliseconds);
}

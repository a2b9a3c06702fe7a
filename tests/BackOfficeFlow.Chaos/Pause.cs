namespace BackOfficeFlow.Chaos;

/// <summary>The time between two things that a driver or a fault does.</summary>
static class Pause
{
    public static async Task For(TimeSpan time, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(time > TimeSpan.FromMilliseconds(1) ? time : TimeSpan.FromMilliseconds(1));
        await timer.WaitForNextTickAsync(cancel);
    }
}

namespace BackOfficeFlow.Work.Messages;

/// <summary>How long one waits before another attempt: twice as long each time, an hour at most, so that a server that is down for a night is outlasted.</summary>
static class Attempts
{
    static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static TimeSpan Pause(TimeSpan first, int attempt)
    {
        var pause = first * Math.Pow(2, Math.Clamp(attempt - 1, 0, 16));
        return pause < Longest ? pause : Longest;
    }
}

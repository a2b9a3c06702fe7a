namespace BackOfficeFlow.Runtime;

/// <summary>How often something is tried, and how long one waits in between.</summary>
static class Attempts
{
    public const int Timers = 8;
    public const int Messages = 12;

    static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Five seconds, doubled each time, an hour at most.</summary>
    public static TimeSpan Pause(int attempt)
    {
        var pause = TimeSpan.FromSeconds(5 * Math.Pow(2, Math.Min(attempt, 20) - 1));
        return pause < Longest ? pause : Longest;
    }

    /// <summary>What is kept of a failure, beside the log.</summary>
    public static string Say(Exception problem)
    {
        var text = $"{problem.GetType().Name}: {problem.Message}";
        return text.Length <= 2000 ? text : text[..2000];
    }
}

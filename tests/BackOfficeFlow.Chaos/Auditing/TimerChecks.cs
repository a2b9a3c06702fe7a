namespace BackOfficeFlow.Chaos;

/// <summary>Every wait with a due time has its timer, every timer its wait, and none is late or was early.</summary>
static class TimerChecks
{
    const string OfWait = "bookmark";

    /// <summary>The books are read when all is quiet: what is due then has been forgotten, not delayed.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    public static IEnumerable<Finding> Of(Books books)
    {
        var timers = books.Timers.Where(timer => timer.Kind == OfWait).ToDictionary(timer => Guid.Parse(timer.Key));
        foreach (var wait in books.Waits.Where(wait => wait.DueAt is not null && !timers.ContainsKey(wait.Id)))
            yield return new("timer-forgotten", $"instance {wait.InstanceId}", $"it waits until {wait.DueAt:O}, and no timer is armed for it");

        var waits = books.Waits.Select(wait => wait.Id).ToHashSet();
        foreach (var (wait, timer) in timers.Where(pair => !waits.Contains(pair.Key)))
            yield return new("timer-orphan", $"timer {timer.Sequence}", $"nothing waits for it any more ({wait})");

        foreach (var timer in books.Timers)
            if (timer.IsGivenUp)
                yield return new("timer-given-up", $"timer {timer.Sequence}", $"{timer.Kind} {timer.Key} is not tried any more");
            else if (timer.DueAt + Grace < books.At)
                yield return new("timer-late", $"timer {timer.Sequence}", $"{timer.Kind} {timer.Key} was due at {timer.DueAt:O} and has not fired");
    }
}

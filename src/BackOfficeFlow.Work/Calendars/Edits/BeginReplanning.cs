using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Work.Calendars;

/// <summary>A calendar was edited: the timers that run by it are worked out anew, by a job that is committed together with the edit.</summary>
sealed class BeginReplanning(PlannedTimers planned, Timers timers, ProgressNote progress, OpenTransaction transaction) : IPublicationFollower
{
    public string Kind => CalendarKind.Name;

    public async Task Published(ConfigurationItem item, CancellationToken cancel)
    {
        var calendar = PublishedCalendars.ShortKey(item.EntryKey);
        if (!await planned.Any(calendar, cancel))
            return;

        var replanning = new Replanning(calendar, item.Version, transaction.Now);
        progress.Write(replanning.JobKey, replanning.StartedAt, 0);
        timers.Arm(ReplanBatch.TimerKind, replanning.Key, transaction.Now, replanning);
    }
}

/// <summary>How far the timers of an edited calendar have been worked out anew.</summary>
sealed record Replanning(string Calendar, int Version, DateTimeOffset StartedAt)
{
    /// <summary>The second time round catches what was armed by the old calendar while the first was on its way.</summary>
    public int Round { get; init; } = 1;

    /// <summary>The last timer that was looked at.</summary>
    public long After { get; init; }
    public long Done { get; init; }
    public int Failed { get; init; }
    public string? Problem { get; init; }

    public string JobKey => JobKeyOf(Calendar);

    // One for each batch: the timer that is firing cannot be armed anew while it fires.
    public string Key => FormattableString.Invariant($"{Calendar}/{Version}/{Round}/{After}");

    public static string JobKeyOf(string calendar) => $"calendar:{calendar}";
}

using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Work.Calendars;

/// <summary>
/// Works the next timers of an edited calendar out anew. Each batch is a due timer with a transaction of its own that moves timers, writes down
/// old and new instants and the progress, and arms the next batch: a killed node is followed by another, and doing it twice changes nothing.
/// </summary>
sealed class ReplanBatch(PlannedTimers planned, PublishedCalendars calendars, Timers timers, ProgressNote progress, Audit audit, OpenTransaction transaction) : ITimerHandler
{
    public const string TimerKind = "calendar-edit";
    const int Most = 200;

    /// <summary>Longer than any burst takes: what had asked the old calendar has committed by then.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public string Kind => TimerKind;

    public async Task Handle(TimerCall call, CancellationToken cancel)
    {
        var replanning = call.Read<Replanning>();
        // Somebody stopped it, or edited the calendar again: then a newer job does it all.
        if (!await progress.IsUnderWay(replanning.JobKey, replanning.StartedAt, cancel))
            return;

        var calendar = await calendars.Find(replanning.Calendar, cancel);
        var batch = await planned.Next(replanning.Calendar, replanning.After, Most, cancel);
        var moved = new List<MovedTimer>();
        foreach (var timer in batch)
            replanning = Replan(timer, calendar, replanning, moved);
        if (moved.Count > 0)
            audit.Write("ReplanTimers", CalendarKind.Name, replanning.Calendar, new { replanning.Version, moved });

        GoOn(replanning with { After = batch.Count == 0 ? replanning.After : batch[^1].Sequence }, isRoundOver: batch.Count < Most);
    }

    Replanning Replan(PlannedTimer timer, Calendar calendar, Replanning replanning, List<MovedTimer> moved)
    {
        DateTimeOffset due;
        try
        {
            due = UtcMicroseconds.Cut(timer.Plan.Due(calendar));
        }
        catch (Exception problem) when (problem is CalendarEndsException or CalendarNeverOpensException)
        {
            // The timer keeps its instant; whoever looks at the job is told.
            return replanning.Round > 1 ? replanning : replanning with { Failed = replanning.Failed + 1, Problem = replanning.Problem ?? problem.Message };
        }

        if (due != timer.DueAt)
        {
            planned.Move(timer, due);
            moved.Add(new MovedTimer(timer.Kind, timer.Key, timer.InstanceId, timer.DueAt, due));
        }

        return replanning.Round > 1 && due == timer.DueAt ? replanning : replanning with { Done = replanning.Done + 1 };
    }

    void GoOn(Replanning replanning, bool isRoundOver)
    {
        var isOver = isRoundOver && replanning.Round > 1;
        var failure = isOver && replanning.Failed > 0 ? Texts.Say("TimersNotReplanned", replanning.Failed, replanning.Problem) : null;
        progress.Write(replanning.JobKey, replanning.StartedAt, replanning.Done, isOver, failure);
        if (isOver)
            return;

        var next = isRoundOver ? replanning with { Round = replanning.Round + 1, After = 0 } : replanning;
        timers.Arm(TimerKind, next.Key, isRoundOver ? transaction.Now + Pause : transaction.Now, next);
    }
}

/// <summary>A timer that an edit of a calendar moved, as the audit keeps it.</summary>
sealed record MovedTimer(string Kind, string Key, Guid? InstanceId, DateTimeOffset From, DateTimeOffset To);

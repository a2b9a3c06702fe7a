using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// Alters the next case of a repair of many. Each is a due timer whose transaction also holds the progress and arms the next: a killed node is
/// followed by another, and no case is altered twice.
/// </summary>
sealed class AlterNext(BackOfficeDb db, Bursts bursts, Timers timers, ProgressNote progress, Audit audit, OpenTransaction transaction) : ITimerHandler
{
    public const string TimerKind = "alterations";

    public string Kind => TimerKind;

    public async Task Handle(TimerCall call, CancellationToken cancel)
    {
        var job = call.Read<AlteringJob>();
        if (!await progress.IsUnderWay(job.JobKey, job.StartedAt, cancel))
            return;

        if (await Next(job, cancel) is not { } next)
        {
            progress.Write(job.JobKey, job.StartedAt, job.Done, isOver: true, job.Failed > 0 ? Texts.Say("SomeNotAltered", job.Failed, job.Problem) : null);
            return;
        }

        var problem = await Alter(next.Id, job.Alterations, cancel);
        audit.Write("AlterInstance", "instance", next.Id.ToString(), new { job.Alterations, problem, plan = job.Id, job.By });
        var after = job with
        {
            After = next.CreatedAt,
            AtThatInstant = next.CreatedAt == job.After ? [.. job.AtThatInstant, next.Id] : [next.Id],
            Done = job.Done + 1,
            Failed = job.Failed + (problem is null ? 0 : 1),
            Problem = job.Problem ?? problem
        };
        progress.Write(job.JobKey, job.StartedAt, after.Done);
        timers.Arm(TimerKind, after.Key, transaction.Now, after);
    }

    Task<Line?> Next(AlteringJob job, CancellationToken cancel) => job.Which.In(db.Set<WorkflowInstance>())
        .Where(instance => instance.CreatedAt <= job.StartedAt)
        .Where(instance => instance.CreatedAt > job.After || (instance.CreatedAt == job.After && !job.AtThatInstant.Contains(instance.Id)))
        .OrderBy(instance => instance.CreatedAt).ThenBy(instance => instance.Id)
        .Select(instance => new Line(instance.Id, instance.CreatedAt))
        .FirstOrDefaultAsync(cancel);

    async Task<string?> Alter(Guid id, string alterations, CancellationToken cancel)
    {
        try
        {
            return await bursts.In(id, burst => burst.Alter(AlterationText.Read(alterations)), cancel);
        }
        catch (RuleBrokenException refused)
        {
            return refused.Message;
        }
    }

    sealed record Line(Guid Id, DateTimeOffset CreatedAt);
}

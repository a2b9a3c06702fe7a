using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>Writes down how far a job is, in the transaction that does the work.</summary>
public sealed class ProgressNote(BackOfficeDb db, OpenTransaction transaction)
{
    public void Write(string jobKey, DateTimeOffset startedAt, long done, bool isOver = false, string? failure = null) => transaction.Rows.InsertOrUpdate(
        new JobProgress
        {
            TenantId = db.RequiredTenantId,
            JobKey = jobKey,
            StartedAt = startedAt,
            SaidAt = transaction.Now,
            EndedAt = isOver ? transaction.Now : null,
            Done = done,
            Failure = failure is { Length: > 2000 } ? failure[..2000] : failure
        },
        nameof(JobProgress.TenantId), nameof(JobProgress.JobKey));

    /// <summary>Whether the run of a job that began then is still under way: nobody stopped it, and no newer one took its place.</summary>
    public Task<bool> IsUnderWay(string jobKey, DateTimeOffset startedAt, CancellationToken cancel) =>
        db.Set<JobProgress>().AnyAsync(job => job.JobKey == jobKey && job.StartedAt == startedAt && job.EndedAt == null, cancel);

    /// <summary>Ends a job before its time. What it has done stays. False: there is none under way.</summary>
    public async Task<bool> Stop(string jobKey, string why, CancellationToken cancel)
    {
        if (await db.Set<JobProgress>().AsNoTracking().FirstOrDefaultAsync(job => job.JobKey == jobKey && job.EndedAt == null, cancel) is not { } job)
            return false;

        Write(jobKey, job.StartedAt, job.Done, isOver: true, why);
        return true;
    }

    /// <summary>When a job last came to its end for this company; null when it never did.</summary>
    public Task<DateTimeOffset?> LastEnd(string jobKey, CancellationToken cancel) =>
        db.Set<JobProgress>().Where(job => job.JobKey == jobKey && job.Failure == null).Select(job => job.EndedAt).FirstOrDefaultAsync(cancel);
}

using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Activities;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>Timers whose instant was worked out by a calendar, for whoever works them out anew when it is edited.</summary>
public sealed class PlannedTimers(BackOfficeDb db, OpenTransaction transaction)
{
    public Task<bool> Any(string calendar, CancellationToken cancel) => Open(calendar).AnyAsync(cancel);

    /// <summary>The next ones behind a place, in order. What is being fired, has failed or was given up has fallen due: it stays.</summary>
    public async Task<IReadOnlyList<PlannedTimer>> Next(string calendar, long after, int most, CancellationToken cancel) =>
        await Open(calendar)
            .Where(timer => timer.Sequence > after)
            .OrderBy(timer => timer.Sequence).Take(most)
            .Select(timer => new PlannedTimer(
                timer.Sequence, timer.Kind, timer.EntryKey, timer.InstanceId, timer.DueAt, new DuePlan(calendar, timer.PlanTerms!, timer.PlanStart!.Value)))
            .ToListAsync(cancel);

    /// <summary>Moves a timer, and the wait it stands for, unless a node has begun to fire it or somebody has armed it anew.</summary>
    public void Move(PlannedTimer timer, DateTimeOffset dueAt)
    {
        transaction.RequireOwner();
        var values = new (string, object)[]
        {
            ("due", UtcMicroseconds.Cut(dueAt)), ("sequence", timer.Sequence), ("tenant", db.RequiredTenantId), ("was", timer.DueAt)
        };
        if (timer.Kind == BurstWriter.BookmarkTimer)
            transaction.Rows.Run(MoveWait, hitsOne: false, [.. values, ("bookmark", Guid.Parse(timer.Key))]);
        transaction.Rows.Run(MoveTimer, hitsOne: false, values);
        transaction.Changed(ChangeSubjects.Timer, timer.Kind);
        if (timer.InstanceId is { } instance)
            transaction.Changed(ChangeSubjects.Instance, instance.ToString());
    }

    internal const string MoveTimer = "update armed_timer set due_at = @due, visible_at = @due "
        + "where sequence = @sequence and tenant_id = @tenant and due_at = @was and lease_id is null and attempts = 0 and visible_at is not null";

    // Before the timer, as a burst that ends the wait removes them in this order.
    internal const string MoveWait = "update workflow_bookmark set due_at = @due where id = @bookmark and tenant_id = @tenant and exists "
        + "(select 1 from armed_timer where sequence = @sequence and tenant_id = @tenant and due_at = @was and lease_id is null and attempts = 0 and visible_at is not null)";

    IQueryable<ArmedTimer> Open(string calendar) => db.Set<ArmedTimer>().AsNoTracking()
        .Where(timer => timer.PlanCalendar == calendar && timer.LeaseId == null && timer.Attempts == 0 && timer.VisibleAt != null);
}

/// <summary>A timer that a calendar may move.</summary>
public sealed record PlannedTimer(long Sequence, string Kind, string Key, Guid? InstanceId, DateTimeOffset DueAt, DuePlan Plan);

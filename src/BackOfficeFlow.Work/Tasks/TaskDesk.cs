using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>Where a request finds tasks and puts them back: the same for all of them.</summary>
public sealed class TaskDesk(BackOfficeDb db, CurrentCaller current, Timers timers, OpenTransaction transaction)
{
    /// <summary>The subject of the change signal.</summary>
    public const string Subject = "task";

    public Caller Caller => current.Caller;
    public DateTimeOffset Now => transaction.Now;

    /// <summary>The task, if the caller may see it; otherwise it does not exist for them.</summary>
    public async Task<UserTask> Find(Guid id, CancellationToken cancel)
    {
        var task = await db.Set<UserTask>().SingleOrDefaultAsync(row => row.Id == id, cancel);
        return task is not null && (Caller.IsSystem || TaskAccess.MaySee(task, Caller)) ? task : throw Unknown();
    }

    public static RuleBrokenException Unknown() => new(Texts.Of("TaskUnknown")) { Code = "task-unknown" };

    /// <summary>The case of the task: it is locked before the task is.</summary>
    public async Task<Guid> FindInstance(Guid taskId, CancellationToken cancel) =>
        await db.Set<UserTask>().Where(row => row.Id == taskId).Select(row => (Guid?)row.InstanceId).SingleOrDefaultAsync(cancel) ?? throw Unknown();

    /// <summary>Who finished which step of the task's case; asked only where four eyes need it.</summary>
    public async Task<IReadOnlyList<PerformedStep>> FindPerformedSteps(UserTask task, CancellationToken cancel) =>
        task.ExcludedSteps.Length == 0
            ? []
            : await db.Set<UserTask>()
                .Where(other => other.InstanceId == task.InstanceId && other.State == TaskState.Completed && other.CompletedById != null)
                .Select(other => new PerformedStep(other.NodeId, other.NodeName, other.CompletedById!.Value))
                .ToListAsync(cancel);

    /// <summary>Saves the task with what happened to it, and tells open pages after the commit.</summary>
    public async Task Keep(UserTask task, CancellationToken cancel)
    {
        foreach (var happened in task.NewEvents)
            happened.TenantId = db.RequiredTenantId;
        db.AddRange(task.NewEvents);
        var moves = task.NewEvents.Select(happened => happened.Move).ToList();
        transaction.AfterCommit(() => moves.ForEach(TaskMeters.Count));
        task.NewEvents.Clear();
        SetAlarm(task);
        await db.SaveChangesAsync(cancel);
        transaction.Changed(Subject, task.Id.ToString("D"));
    }

    // Here, because a task stops being put aside in many ways: taken up, given back, handed over, escalated, withdrawn.
    void SetAlarm(UserTask task)
    {
        var until = db.Entry(task).Property(row => row.SuspendedUntil);
        if (!until.IsModified)
            return;

        if (task.SuspendedUntil is { } at)
            timers.Arm(SuspendedTaskTimer.Kind, task.Id.ToString("D"), at, instanceId: task.InstanceId);
        else
            timers.Disarm(SuspendedTaskTimer.Kind, task.Id.ToString("D"));
    }
}

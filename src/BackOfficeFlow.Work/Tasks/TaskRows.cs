using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>Loading and keeping tasks, the same for every request.</summary>
static class TaskRows
{
    /// <summary>The task, if the caller may see it; otherwise it does not exist for them.</summary>
    public static async Task<UserTask> FindTask(this BackOfficeDb db, Guid id, Caller caller, CancellationToken cancel)
    {
        var task = await db.Set<UserTask>().SingleOrDefaultAsync(row => row.Id == id, cancel);
        return task is not null && (caller.IsSystem || TaskAccess.MaySee(task, caller)) ? task : throw Unknown();
    }

    public static RuleBrokenException Unknown() => new(Texts.Of("TaskUnknown")) { Code = "task-unknown" };

    /// <summary>Who finished which step of the task's case; asked only where four eyes need it.</summary>
    public static async Task<IReadOnlyList<PerformedStep>> FindPerformedSteps(this BackOfficeDb db, UserTask task, CancellationToken cancel) =>
        task.ExcludedSteps.Length == 0
            ? []
            : await db.Set<UserTask>()
                .Where(other => other.InstanceId == task.InstanceId && other.State == TaskState.Completed && other.CompletedById != null)
                .Select(other => new PerformedStep(other.NodeId, other.NodeName, other.CompletedById!.Value))
                .ToListAsync(cancel);

    /// <summary>Saves the task with what happened to it.</summary>
    public static Task Keep(this BackOfficeDb db, UserTask task, CancellationToken cancel)
    {
        db.AddRange(task.NewEvents);
        task.NewEvents.Clear();
        return db.SaveChangesAsync(cancel);
    }
}

using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>Tasks go with their case: their events, what was typed, and themselves.</summary>
sealed class TaskRemains(BackOfficeDb db) : IInstanceRemains
{
    public async Task Remove(IReadOnlyList<Guid> instanceIds, CancellationToken cancel)
    {
        var tasks = await db.Set<UserTask>().Where(task => instanceIds.Contains(task.InstanceId)).Select(task => task.Id).ToListAsync(cancel);
        await db.Set<TaskEvent>().Where(happened => tasks.Contains(happened.TaskId)).ExecuteDeleteAsync(cancel);
        await db.Set<TaskDraft>().Where(draft => tasks.Contains(draft.TaskId)).ExecuteDeleteAsync(cancel);
        await db.Set<UserTask>().Where(task => tasks.Contains(task.Id)).ExecuteDeleteAsync(cancel);
    }
}

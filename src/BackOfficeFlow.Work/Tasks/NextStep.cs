using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Running;
using BackOfficeFlow.Runtime;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>Finds out what happens in a case after a task of it was finished, while the case is still open in the same transaction.</summary>
public sealed class NextStep(BackOfficeDb db, TaskDesk desk, TaskTexts texts)
{
    public async Task<WhatNext> Of(OpenBurst burst, CancellationToken cancel)
    {
        var instance = burst.Instance;
        var answer = new WhatNext(burst.InstanceId, burst.CaseKey, Kind(instance));
        if (answer.Kind is NextKind.Finished)
            return answer;

        return await FindTask(burst.InstanceId, cancel) is { } task
            ? await Tell(answer, task, cancel)
            : answer with { Until = instance.Bookmarks.Min(bookmark => bookmark.DueAt) };
    }

    static NextKind Kind(Instance instance) =>
        instance.Status is InstanceStatus.Finished ? NextKind.Finished
        : instance.NeedsAttention ? NextKind.NeedsAttention
        : NextKind.Waiting;

    /// <summary>The person's own task first, then one they may take, then anybody's.</summary>
    async Task<UserTask?> FindTask(Guid instanceId, CancellationToken cancel)
    {
        var open = await db.Set<UserTask>().AsNoTracking()
            .Where(task => task.InstanceId == instanceId && task.State != TaskState.Completed && task.State != TaskState.Cancelled)
            .OrderBy(task => task.Priority).ThenBy(task => task.CreatedAt).ThenBy(task => task.Id)
            .Take(50)
            .ToListAsync(cancel);
        if (open.Find(task => task.IsHeldBy(desk.Caller)) is { } mine)
            return mine;

        foreach (var task in open.Where(task => TaskAccess.IsCandidate(task, desk.Caller)))
        {
            if (task.WhyNotClaim(desk.Caller, await desk.FindPerformedSteps(task, cancel)) is null)
                return task;
        }

        return open.FirstOrDefault();
    }

    async Task<WhatNext> Tell(WhatNext answer, UserTask task, CancellationToken cancel)
    {
        var isMine = task.IsHeldBy(desk.Caller)
            || (TaskAccess.IsCandidate(task, desk.Caller) && task.WhyNotClaim(desk.Caller, await desk.FindPerformedSteps(task, cancel)) is null);
        var line = (await texts.Lines([task], desk.Now, cancel))[0];
        return answer with
        {
            Kind = isMine ? NextKind.TaskForYou : answer.Kind is NextKind.NeedsAttention ? NextKind.NeedsAttention : NextKind.TaskForOthers,
            TaskId = isMine ? task.Id : null,
            TaskTitle = line.Title,
            Who = line.AssigneeName ?? line.Queue,
            Until = task.DueAt
        };
    }
}

using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Running;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Cases;
using BackOfficeFlow.Work.HandOvers;
using BackOfficeFlow.Work.Processes;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>Finds out what happens in a case after a task of it was finished, while the case is still open in the same transaction.</summary>
public sealed class NextStep(BackOfficeDb db, TaskDesk desk, TaskTexts texts, CompiledWorkflows workflows, ProcessNames processes, CaseStory story)
{
    public async Task<WhatNext> Of(OpenBurst burst, CancellationToken cancel)
    {
        var workflow = await workflows.Find(burst.VersionId, burst.Instance.Pins, cancel);
        var answer = new WhatNext(burst.InstanceId, burst.CaseKey, Kind(burst.Instance)) { Done = await story.TellDeeds(burst.Happened, workflow, burst.Area, cancel) };
        if (answer.Kind is NextKind.Finished)
            return burst.Instance.ParentInstanceId is { } parent ? answer with { AskedBy = parent, AskedByKey = CaseKey.Of(parent) } : answer;

        var task = await FindTask(burst.InstanceId, cancel);
        // Beside a task only what is new is of interest; what the case has long been waiting for its page shows.
        var waits = burst.Instance.Bookmarks.Where(bookmark => task is null || bookmark.CreatedAt >= desk.Now);
        var moved = await Moved(burst.InstanceId, cancel);
        answer = answer with { Waits = await Tell(waits.Select(wait => wait with { DueAt = moved.GetValueOrDefault(wait.Id) ?? wait.DueAt }), workflow, burst.Area, cancel) };
        return task is null ? answer : await Tell(answer, task, cancel);
    }

    // A calendar's edit moves a wait's row, not the instance's state.
    async Task<Dictionary<Guid, DateTimeOffset?>> Moved(Guid instanceId, CancellationToken cancel) =>
        await db.Set<WorkflowBookmark>().Where(bookmark => bookmark.InstanceId == instanceId && bookmark.DueAt != null)
            .ToDictionaryAsync(bookmark => bookmark.Id, bookmark => bookmark.DueAt, cancel);

    async Task<IReadOnlyList<NextWait>> Tell(IEnumerable<Bookmark> bookmarks, Workflow workflow, string area, CancellationToken cancel)
    {
        var waits = new List<NextWait>();
        foreach (var step in bookmarks.Where(bookmark => bookmark.Kind is not (Awaited.UserTask or Awaited.RunTask)).OrderByDescending(bookmark => bookmark.CreatedAt).GroupBy(bookmark => bookmark.NodeId))
        {
            var until = step.Min(bookmark => bookmark.DueAt);
            waits.Add(step.FirstOrDefault(bookmark => bookmark.Kind == HandedBack.StimulusKind)?.Payload is IReadOnlyDictionary<string, object?> promise
                ? await Tell(promise, until, area, cancel)
                : new NextWait(await processes.Step(workflow.Find(step.Key), step.Key, area, cancel), null, until));
        }

        return waits;
    }

    async Task<NextWait> Tell(IReadOnlyDictionary<string, object?> promise, DateTimeOffset? until, string area, CancellationToken cancel)
    {
        var title = promise.GetValueOrDefault(Promise.Title) as string ?? "";
        var queue = promise.GetValueOrDefault(Promise.Queue) as string;
        return new NextWait(
            await processes.Say(title, area, promise.GetValueOrDefault(Promise.Arguments) as IReadOnlyDictionary<string, object?>, cancel),
            queue is null ? null : (await texts.QueueNames(cancel)).GetValueOrDefault(queue, queue),
            until);
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

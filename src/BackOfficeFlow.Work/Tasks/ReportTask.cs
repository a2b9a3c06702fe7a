using System.Globalization;
using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>
/// Another system reports a plain task (Elsa.RunTask) as done: the case goes on, and people are not asked to do it any more. What a person has
/// taken is that person's; tasks for people only (BackOffice.UserTask) are no system's.
/// </summary>
[SentBy(Senders.Product)]
public sealed record ReportTask(string TaskId) : IRequest<Unit>, IOperation
{
    public object? Result { get; init; }
    public string? OperationId { get; init; }
    public string? Asked { get; init; }

    public sealed class Handler(BackOfficeDb db, Bursts bursts, TaskDesk desk, Timers timers) : IRequestHandler<ReportTask, Unit>
    {
        public async Task<Unit> Handle(ReportTask request, CancellationToken cancel)
        {
            var (instanceId, executionId) = Read(request.TaskId) ?? throw Unknown(request);
            if (!await db.Set<WorkflowInstance>().AnyAsync(row => row.Id == instanceId, cancel))
                throw Unknown(request);

            return await bursts.In(
                instanceId,
                async burst =>
                {
                    var wait = new Awaited(Awaited.RunTask, request.TaskId);
                    if (!burst.IsWaitingFor(wait))
                        throw await WasGivenOut(instanceId, executionId, cancel) ? Spent(request) : Unknown(request);

                    await Withdraw(instanceId, wait, cancel);
                    await burst.Resume(wait, request.Result);
                    return Unit.Value;
                },
                cancel);
        }

        async Task Withdraw(Guid instanceId, Awaited wait, CancellationToken cancel)
        {
            var task = await db.Set<UserTask>().SingleOrDefaultAsync(row => row.InstanceId == instanceId && row.WaitKind == wait.Kind && row.WaitKey == wait.Key, cancel);
            if (task is not { IsOpen: true })
                return;
            if (TaskMoves.IsHeld(task.State))
                throw new RuleBrokenException(Texts.Of("TaskTaken", task.AssigneeName)) { Code = "task-taken" };

            task.Cancel(Texts.Of("ReportedBy", desk.Caller.Name), desk.Now);
            timers.Disarm(EscalateTask.Kind, task.Id.ToString("D"));
            await desk.Keep(task, cancel);
        }

        /// <summary>The case's history knows the tasks that it gave out.</summary>
        async Task<bool> WasGivenOut(Guid instanceId, string executionId, CancellationToken cancel)
        {
            await foreach (var events in db.Set<JournalEntry>().AsNoTracking().Where(entry => entry.InstanceId == instanceId).Select(entry => entry.Events).AsAsyncEnumerable().WithCancellation(cancel))
                if (JournalText.Read(events).Any(happened => happened.ExecutionId == executionId && happened.ActivityType == Awaited.RunTask))
                    return true;
            return false;
        }

        /// <summary>The id says which execution of which case: null when it is none of ours.</summary>
        static (Guid InstanceId, string ExecutionId)? Read(string taskId) =>
            taskId.Split('-') is [var instance, var execution] && Guid.TryParseExact(instance, "N", out var id) && int.TryParse(execution, NumberStyles.None, CultureInfo.InvariantCulture, out _)
                ? (id, execution)
                : null;

        static RuleBrokenException Unknown(ReportTask request) => new(Texts.Of("NoSuchTask", request.TaskId)) { Code = "not-found" };

        static RuleBrokenException Spent(ReportTask request) => new(Texts.Of("TaskSpent", request.TaskId)) { Code = "task-spent" };
    }
}

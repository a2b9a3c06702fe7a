using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>The case no longer waits for a task. One that has ended stays as it is.</summary>
[SentBy(Senders.Product)]
public sealed record WithdrawTask(Guid TaskId, string Reason) : IRequest<Unit>
{
    public sealed class Handler(BackOfficeDb db, TaskDesk desk, Timers timers) : IRequestHandler<WithdrawTask, Unit>
    {
        public async Task<Unit> Handle(WithdrawTask request, CancellationToken cancel)
        {
            var task = await db.Set<UserTask>().SingleOrDefaultAsync(row => row.Id == request.TaskId, cancel);
            if (task is not { IsOpen: true })
                return Unit.Value;

            task.Cancel(request.Reason, desk.Now);
            timers.Disarm(EscalateTask.Kind, task.Id.ToString("D"));
            await desk.Keep(task, cancel);
            return Unit.Value;
        }
    }
}

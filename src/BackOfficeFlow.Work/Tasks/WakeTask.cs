using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>Takes up again a task that was put aside, before its time.</summary>
public sealed record WakeTask(Guid TaskId) : IRequest<Unit>
{
    public sealed class Handler(BackOfficeDb db, CurrentCaller current, TimeProvider clock) : IRequestHandler<WakeTask, Unit>
    {
        public async Task<Unit> Handle(WakeTask request, CancellationToken cancel)
        {
            var task = await db.FindTask(request.TaskId, current.Caller, cancel);
            task.Start(current.Caller, clock.GetUtcNow());
            await db.Keep(task, cancel);
            return Unit.Value;
        }
    }
}

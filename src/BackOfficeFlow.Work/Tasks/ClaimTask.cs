using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>Takes a task. Of two who take it at once one wins, and the other is told who. Taking one's own again changes nothing.</summary>
public sealed record ClaimTask(Guid TaskId) : IRequest<Unit>
{
    public sealed class Handler(BackOfficeDb db, CurrentCaller current, TimeProvider clock) : IRequestHandler<ClaimTask, Unit>
    {
        public async Task<Unit> Handle(ClaimTask request, CancellationToken cancel)
        {
            var task = await db.FindTask(request.TaskId, current.Caller, cancel);
            task.Claim(current.Caller, await db.FindPerformedSteps(task, cancel), clock.GetUtcNow());
            await db.Keep(task, cancel);
            return Unit.Value;
        }
    }
}

using BackOfficeFlow.Runtime;
using MediatR;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>Takes a task. Of two who take it at once one wins, and the other is told who. Taking one's own again changes nothing.</summary>
[SentBy(Senders.Clerks)]
public sealed record ClaimTask(Guid TaskId) : IRequest<Unit>, IAudited
{
    string IAudited.SubjectType => TaskDesk.Subject;
    string IAudited.SubjectId => TaskId.ToString("D");

    public sealed class Handler(TaskDesk desk) : IRequestHandler<ClaimTask, Unit>
    {
        public async Task<Unit> Handle(ClaimTask request, CancellationToken cancel)
        {
            var task = await desk.Find(request.TaskId, cancel);
            task.Claim(desk.Caller, await desk.FindPerformedSteps(task, cancel), desk.Now);
            await desk.Keep(task, cancel);
            return Unit.Value;
        }
    }
}

using BackOfficeFlow.Runtime;
using MediatR;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>Takes up again a task that was put aside, before its time.</summary>
[SentBy(Senders.Clerks)]
public sealed record WakeTask(Guid TaskId) : IRequest<Unit>, IAudited
{
    string IAudited.SubjectType => TaskDesk.Subject;
    string IAudited.SubjectId => TaskId.ToString("D");

    public sealed class Handler(TaskDesk desk) : IRequestHandler<WakeTask, Unit>
    {
        public async Task<Unit> Handle(WakeTask request, CancellationToken cancel)
        {
            var task = await desk.Find(request.TaskId, cancel);
            task.Start(desk.Caller, desk.Now);
            await desk.Keep(task, cancel);
            return Unit.Value;
        }
    }
}

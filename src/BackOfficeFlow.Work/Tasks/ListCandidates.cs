using BackOfficeFlow.Runtime;
using MediatR;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>The colleagues to whom a task may be handed, the asker and those whom four eyes exclude left out.</summary>
[SentBy(Senders.Clerks)]
public sealed record ListCandidates(Guid TaskId) : IRequest<IReadOnlyList<Colleague>>
{
    public sealed class Handler(TaskDesk desk, Colleagues colleagues) : IRequestHandler<ListCandidates, IReadOnlyList<Colleague>>
    {
        public async Task<IReadOnlyList<Colleague>> Handle(ListCandidates request, CancellationToken cancel)
        {
            var task = await desk.Find(request.TaskId, cancel);
            var performed = await desk.FindPerformedSteps(task, cancel);
            var candidates = await colleagues.Candidates(task, cancel);
            return [.. candidates.Where(colleague => colleague.Id != task.AssigneeId && task.FourEyes.Conflict(colleague.Id, performed) is null)];
        }
    }
}

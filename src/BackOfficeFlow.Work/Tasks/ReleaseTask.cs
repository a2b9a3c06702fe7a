using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using FluentValidation;
using MediatR;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>Gives a task back to its queue.</summary>
[SentBy(Senders.Clerks)]
public sealed record ReleaseTask(Guid TaskId, string? Why = null) : IRequest<Unit>, IAudited
{
    string IAudited.SubjectType => TaskDesk.Subject;
    string IAudited.SubjectId => TaskId.ToString("D");

    public sealed class Validator : AbstractValidator<ReleaseTask>
    {
        public Validator() => RuleFor(request => request.Why).MaximumLength(StoredText.UsualLength);
    }

    public sealed class Handler(TaskDesk desk) : IRequestHandler<ReleaseTask, Unit>
    {
        public async Task<Unit> Handle(ReleaseTask request, CancellationToken cancel)
        {
            var task = await desk.Find(request.TaskId, cancel);
            task.Return(desk.Caller, request.Why, desk.Now);
            await desk.Keep(task, cancel);
            return Unit.Value;
        }
    }
}

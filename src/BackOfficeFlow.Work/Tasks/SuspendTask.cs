using BackOfficeFlow.Runtime;
using FluentValidation;
using MediatR;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>Puts a task aside until an instant, and says why.</summary>
[SentBy(Senders.Clerks)]
public sealed record SuspendTask(Guid TaskId, string Reason, DateTimeOffset Until) : IRequest<Unit>, IAudited
{
    string IAudited.SubjectType => TaskDesk.Subject;
    string IAudited.SubjectId => TaskId.ToString("D");

    public sealed class Validator : AbstractValidator<SuspendTask>
    {
        public Validator() => RuleFor(request => request.Reason).NotEmpty().MaximumLength(400);
    }

    public sealed class Handler(TaskDesk desk) : IRequestHandler<SuspendTask, Unit>
    {
        public async Task<Unit> Handle(SuspendTask request, CancellationToken cancel)
        {
            var task = await desk.Find(request.TaskId, cancel);
            task.Suspend(desk.Caller, request.Reason, request.Until, desk.Now);
            await desk.Keep(task, cancel);
            return Unit.Value;
        }
    }
}

using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using FluentValidation;
using MediatR;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>Hands a task to a colleague who works in the same queue; a supervisor may give any task to anybody who may do it.</summary>
[SentBy(Senders.Clerks)]
public sealed record DelegateTask(Guid TaskId, Guid PersonId, string? Why = null) : IRequest<Unit>, IAudited
{
    string IAudited.SubjectType => TaskDesk.Subject;
    string IAudited.SubjectId => TaskId.ToString("D");

    public sealed class Validator : AbstractValidator<DelegateTask>
    {
        public Validator() => RuleFor(request => request.Why).MaximumLength(StoredText.UsualLength);
    }

    public sealed class Handler(TaskDesk desk, Colleagues colleagues) : IRequestHandler<DelegateTask, Unit>
    {
        public async Task<Unit> Handle(DelegateTask request, CancellationToken cancel)
        {
            var task = await desk.Find(request.TaskId, cancel);
            var colleague = await colleagues.RequireCandidate(task, request.PersonId, cancel);
            task.Delegate(desk.Caller, colleague.Id, colleague.Name, await desk.FindPerformedSteps(task, cancel), request.Why, desk.Now);
            await desk.Keep(task, cancel);
            return Unit.Value;
        }
    }
}

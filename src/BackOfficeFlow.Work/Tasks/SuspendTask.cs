using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using FluentValidation;
using MediatR;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>Puts a task aside until an instant, and says why.</summary>
public sealed record SuspendTask(Guid TaskId, string Reason, DateTimeOffset Until) : IRequest<Unit>
{
    public sealed class Validator : AbstractValidator<SuspendTask>
    {
        public Validator() => RuleFor(request => request.Reason).NotEmpty().MaximumLength(400);
    }

    public sealed class Handler(BackOfficeDb db, CurrentCaller current, TimeProvider clock) : IRequestHandler<SuspendTask, Unit>
    {
        public async Task<Unit> Handle(SuspendTask request, CancellationToken cancel)
        {
            var task = await db.FindTask(request.TaskId, current.Caller, cancel);
            task.Suspend(current.Caller, request.Reason, request.Until, clock.GetUtcNow());
            await db.Keep(task, cancel);
            return Unit.Value;
        }
    }
}

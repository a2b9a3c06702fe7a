using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using FluentValidation;
using MediatR;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>Gives a task back to its queue.</summary>
public sealed record ReleaseTask(Guid TaskId, string? Why = null) : IRequest<Unit>
{
    public sealed class Validator : AbstractValidator<ReleaseTask>
    {
        public Validator() => RuleFor(request => request.Why).MaximumLength(StoredText.UsualLength);
    }

    public sealed class Handler(BackOfficeDb db, CurrentCaller current, TimeProvider clock) : IRequestHandler<ReleaseTask, Unit>
    {
        public async Task<Unit> Handle(ReleaseTask request, CancellationToken cancel)
        {
            var task = await db.FindTask(request.TaskId, current.Caller, cancel);
            task.Return(current.Caller, request.Why, clock.GetUtcNow());
            await db.Keep(task, cancel);
            return Unit.Value;
        }
    }
}

using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Queues;

/// <summary>Opens a queue, or changes one. <paramref name="Revision"/> is the one that was read; null opens a new queue.</summary>
[SentBy(Senders.Administrator)]
public sealed record SaveQueue(string Key, string Name, string Role, string? EscalatesTo = null, string? CalendarKey = null, bool IsClosed = false, int? Revision = null)
    : IRequest<Unit>
{
    public sealed class Validator : AbstractValidator<SaveQueue>
    {
        public Validator()
        {
            RuleFor(request => request.Key).MaximumLength(Queue.KeyLength).Matches(@"^q\.[a-z0-9]+([.-][a-z0-9]+)*\z").WithMessage(_ => Texts.Of("QueueKeyForm"));
            RuleFor(request => request.Name).NotEmpty().MaximumLength(StoredText.UsualLength);
            RuleFor(request => request.Role).NotEmpty().MaximumLength(Queue.KeyLength);
        }
    }

    public sealed class Handler(BackOfficeDb db, TimeProvider clock) : IRequestHandler<SaveQueue, Unit>
    {
        public async Task<Unit> Handle(SaveQueue request, CancellationToken cancel)
        {
            var queue = await db.Set<Queue>().SingleOrDefaultAsync(row => row.Key == request.Key, cancel);
            if (queue is not null && request.Revision is null)
                throw new RuleBrokenException(Texts.Of("QueueExists", request.Key)) { Code = "queue-exists" };
            if (queue is not null && queue.Revision != request.Revision)
                throw new RuleBrokenException(Texts.Of("QueueChanged", queue.Name)) { Code = "queue-changed" };
            if (request.EscalatesTo is { } next)
                await QueueRules.RequireQueue(db, next, cancel);

            queue ??= db.Add(new Queue { Id = Guid.CreateVersion7(clock.GetUtcNow()), Key = request.Key, Role = request.Role }).Entity;
            queue.OwnName = request.Name == Texts.Find(queue.Key) ? null : request.Name;
            queue.Role = request.Role;
            queue.EscalatesTo = request.EscalatesTo;
            queue.CalendarKey = request.CalendarKey ?? queue.CalendarKey;
            queue.IsClosed = request.IsClosed;
            await db.SaveChangesAsync(cancel);
            return Unit.Value;
        }
    }
}

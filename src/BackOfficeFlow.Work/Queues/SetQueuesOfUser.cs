using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Queues;

/// <summary>Says in which queues a person works: those named, and no others.</summary>
[SentBy(Senders.Administrator)]
public sealed record SetQueuesOfUser(Guid UserId, IReadOnlyList<string> QueueKeys) : IRequest<Unit>
{
    public sealed class Handler(BackOfficeDb db, TimeProvider clock) : IRequestHandler<SetQueuesOfUser, Unit>
    {
        public async Task<Unit> Handle(SetQueuesOfUser request, CancellationToken cancel)
        {
            foreach (var key in request.QueueKeys)
                await QueueRules.RequireQueue(db, key, cancel);

            var standing = await db.Set<QueueMember>().Where(member => member.UserId == request.UserId).ToListAsync(cancel);
            db.RemoveRange(standing.Where(member => !request.QueueKeys.Contains(member.QueueKey)));
            foreach (var key in request.QueueKeys.Distinct().Where(key => standing.All(member => member.QueueKey != key)))
                db.Add(new QueueMember { QueueKey = key, UserId = request.UserId, Since = clock.GetUtcNow() });

            await db.SaveChangesAsync(cancel);
            return Unit.Value;
        }
    }
}

using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Queues;

/// <summary>Gives a company the queues that every company starts with. Asking again adds only what is missing.</summary>
[SentBy(Senders.Administrator)]
public sealed record OpenKnownQueues : IRequest<Unit>
{
    public sealed class Handler(BackOfficeDb db, TimeProvider clock) : IRequestHandler<OpenKnownQueues, Unit>
    {
        public async Task<Unit> Handle(OpenKnownQueues request, CancellationToken cancel)
        {
            var standing = await db.Set<Queue>().Select(queue => queue.Key).ToListAsync(cancel);
            foreach (var known in KnownQueues.All.Where(known => !standing.Contains(known.Key)))
                db.Add(new Queue { Id = Guid.CreateVersion7(clock.GetUtcNow()), Key = known.Key, Role = known.Role, EscalatesTo = known.EscalatesTo });

            await db.SaveChangesAsync(cancel);
            return Unit.Value;
        }
    }
}

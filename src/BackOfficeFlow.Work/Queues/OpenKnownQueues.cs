using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;

namespace BackOfficeFlow.Work.Queues;

/// <summary>Gives a company the queues that every company starts with. Asking again adds only what is missing.</summary>
[SentBy(Senders.Administrator)]
public sealed record OpenKnownQueues : IRequest<Unit>
{
    public sealed class Handler(BackOfficeDb db, TimeProvider clock) : IRequestHandler<OpenKnownQueues, Unit>
    {
        public async Task<Unit> Handle(OpenKnownQueues request, CancellationToken cancel)
        {
            await KnownQueues.Open(db, clock.GetUtcNow(), cancel);
            await db.SaveChangesAsync(cancel);
            return Unit.Value;
        }
    }
}

using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Queues;

/// <summary>The keys of the queues in which a person works; what <c>Caller.Queues</c> holds.</summary>
[SentBy(Senders.Administrator)]
public sealed record FindQueuesOfUser(Guid UserId) : IRequest<IReadOnlyList<string>>
{
    public sealed class Handler(BackOfficeDb db) : IRequestHandler<FindQueuesOfUser, IReadOnlyList<string>>
    {
        public async Task<IReadOnlyList<string>> Handle(FindQueuesOfUser request, CancellationToken cancel) =>
            await db.Set<QueueMember>().Where(member => member.UserId == request.UserId)
                .Join(db.Set<Queue>().Where(queue => !queue.IsClosed), member => member.QueueKey, queue => queue.Key, (member, queue) => queue.Key)
                .OrderBy(key => key)
                .ToListAsync(cancel);
    }
}

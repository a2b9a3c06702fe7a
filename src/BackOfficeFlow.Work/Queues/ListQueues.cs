using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Queues;

/// <summary>The queues of the company, by name, with how many people work in each.</summary>
[SentBy(Senders.Members)]
public sealed record ListQueues(bool WithClosed = false) : IRequest<IReadOnlyList<QueueLine>>
{
    public sealed class Handler(BackOfficeDb db) : IRequestHandler<ListQueues, IReadOnlyList<QueueLine>>
    {
        public async Task<IReadOnlyList<QueueLine>> Handle(ListQueues request, CancellationToken cancel)
        {
            var rows = await db.Set<Queue>().AsNoTracking()
                .Where(queue => request.WithClosed || !queue.IsClosed)
                .Select(queue => new
                {
                    queue.Key,
                    queue.OwnName,
                    queue.Role,
                    queue.EscalatesTo,
                    queue.CalendarKey,
                    queue.IsClosed,
                    queue.Revision,
                    Members = db.Set<QueueMember>().Count(member => member.QueueKey == queue.Key)
                })
                .ToListAsync(cancel);

            return
            [
                .. rows
                    .Select(row => new QueueLine(row.Key, Queue.NameOf(row.Key, row.OwnName), row.Role, row.EscalatesTo, row.CalendarKey, row.IsClosed, row.Members, row.Revision))
                    .OrderBy(line => line.Name, StringComparer.CurrentCulture)
            ];
        }
    }
}

public sealed record QueueLine(string Key, string Name, string Role, string? EscalatesTo, string CalendarKey, bool IsClosed, int Members, int Revision);

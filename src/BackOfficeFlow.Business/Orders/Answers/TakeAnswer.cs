using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Takes up the newest answer to a case that no step has taken yet; null when there is none.</summary>
[SentBy(Senders.Product)]
public sealed record TakeAnswer(Guid IncidentId) : IRequest<IReadOnlyDictionary<string, object?>?>
{
    public sealed class Handler(BackOfficeDb db, TimeProvider clock) : IRequestHandler<TakeAnswer, IReadOnlyDictionary<string, object?>?>
    {
        public async Task<IReadOnlyDictionary<string, object?>?> Handle(TakeAnswer request, CancellationToken cancel)
        {
            var answers = await db.Set<CustomerAnswer>()
                .Where(row => row.IncidentId == request.IncidentId && row.AnsweredAt != null && row.TakenAt == null)
                .OrderByDescending(row => row.AnsweredAt)
                .ToListAsync(cancel);
            if (answers is not [var newest, ..])
                return null;

            foreach (var answer in answers)
                answer.Take(clock.GetUtcNow());
            await db.SaveChangesAsync(cancel);
            return newest.AsForm();
        }
    }
}

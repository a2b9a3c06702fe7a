using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Prepares a question to the customer that is answered by a one-time link. The same step asks once.</summary>
[SentBy(Senders.Product)]
public sealed record AskCustomer(Guid IncidentId, string StepId, string AnswerWithin) : IRequest<AskedQuestion>
{
    public sealed class Handler(BackOfficeDb db, AnswerLinks links, Deadlines deadlines, TimeProvider clock) : IRequestHandler<AskCustomer, AskedQuestion>
    {
        public async Task<AskedQuestion> Handle(AskCustomer request, CancellationToken cancel)
        {
            var now = clock.GetUtcNow();
            var asked = await db.Set<CustomerAnswer>().FirstOrDefaultAsync(row => row.IncidentId == request.IncidentId && row.StepId == request.StepId, cancel);
            if (asked is null)
            {
                asked = new CustomerAnswer
                {
                    Id = Guid.CreateVersion7(now), IncidentId = request.IncidentId, StepId = request.StepId, AskedAt = now,
                    ExpiresAt = await deadlines.After(now, request.AnswerWithin, cancel)
                };
                db.Add(asked);
                await db.SaveChangesAsync(cancel);
            }

            return new AskedQuestion(asked.Id, links.AddressOf(db.RequiredTenantId, asked.Id, asked.ExpiresAt), asked.ExpiresAt);
        }
    }
}

/// <summary>A question on its way: the link that answers it, once, until it expires.</summary>
public sealed record AskedQuestion(Guid Id, string Link, DateTimeOffset ExpiresAt);

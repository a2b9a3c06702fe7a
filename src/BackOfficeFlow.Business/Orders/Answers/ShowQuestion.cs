using BackOfficeFlow.Business.Customers;
using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Business.Orders;

/// <summary>What the page behind a customer's link shows; null when there is no such question any more. Changes nothing.</summary>
[SentBy(Senders.Anybody)]
public sealed record ShowQuestion(Guid AnswerId) : IRequest<Question?>
{
    public sealed class Handler(BackOfficeDb db, TimeProvider clock) : IRequestHandler<ShowQuestion, Question?>
    {
        public async Task<Question?> Handle(ShowQuestion request, CancellationToken cancel)
        {
            var answer = await db.Set<CustomerAnswer>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == request.AnswerId, cancel);
            if (answer is null)
                return null;

            var incident = await db.Set<DeliveryIncident>().AsNoTracking().FirstAsync(row => row.Id == answer.IncidentId, cancel);
            var order = await db.Set<SalesOrder>().AsNoTracking().FirstAsync(row => row.Id == incident.OrderId, cancel);
            var language = await db.Set<Party>().Where(row => row.Id == incident.PartyId).Select(row => row.Language).FirstAsync(cancel);
            return new Question(order.Number, language, answer.AnsweredAt is not null, !incident.IsOpen || !answer.IsOpen(clock.GetUtcNow()));
        }
    }
}

/// <summary>A question as the customer sees it: no name and no address, for the link may have been forwarded.</summary>
public sealed record Question(string OrderNumber, string Language, bool IsAnswered, bool IsOver);

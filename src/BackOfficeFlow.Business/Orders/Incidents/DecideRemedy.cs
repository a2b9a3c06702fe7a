using BackOfficeFlow.Runtime;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Decides what is done about an incident and what it will cost.</summary>
[SentBy(Senders.Product)]
public sealed record DecideRemedy(Guid IncidentId, Resolution Resolution, decimal DiscountPercent) : IRequest<IReadOnlyDictionary<string, object?>>
{
    public sealed class Handler(IncidentDesk desk, Carriers carriers) : IRequestHandler<DecideRemedy, IReadOnlyDictionary<string, object?>>
    {
        public async Task<IReadOnlyDictionary<string, object?>> Handle(DecideRemedy request, CancellationToken cancel)
        {
            var file = await desk.Load(request.IncidentId, cancel);
            var carrier = await carriers.Find(file.Shipment.Carrier, cancel);
            var cost = RemedyCost.Of(request.Resolution, file.Order.GoodsTotal, file.Order.DeliveryCharge, request.DiscountPercent, carrier.Carriage);
            return await desk.Change(request.IncidentId, same => same.Incident.Decide(request.Resolution, cost, desk.Now), cancel);
        }
    }
}

using BackOfficeFlow.Runtime;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>The customer denies that the parcel came, whatever the carrier says.</summary>
[SentBy(Senders.Product)]
public sealed record DisputeDelivery(Guid IncidentId) : IRequest<IReadOnlyDictionary<string, object?>>
{
    public sealed class Handler(IncidentDesk desk) : IRequestHandler<DisputeDelivery, IReadOnlyDictionary<string, object?>>
    {
        public Task<IReadOnlyDictionary<string, object?>> Handle(DisputeDelivery request, CancellationToken cancel) =>
            desk.Change(request.IncidentId, file => { file.Incident.Dispute(); file.Shipment.Dispute(); }, cancel);
    }
}

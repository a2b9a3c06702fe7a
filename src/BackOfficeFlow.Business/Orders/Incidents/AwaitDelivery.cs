using BackOfficeFlow.Runtime;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Says that the arrival of a parcel is expected now, and until when: as long as its service takes, and two business days more.</summary>
[SentBy(Senders.Product)]
public sealed record AwaitDelivery(Guid IncidentId, string Grace) : IRequest<AwaitedDelivery>
{
    public sealed class Handler(IncidentDesk desk, Carriers carriers, Deadlines deadlines) : IRequestHandler<AwaitDelivery, AwaitedDelivery>
    {
        public async Task<AwaitedDelivery> Handle(AwaitDelivery request, CancellationToken cancel)
        {
            var file = await desk.Load(request.IncidentId, cancel);
            var carrier = await carriers.Find(file.Shipment.Carrier, cancel);
            await desk.Change(request.IncidentId, same => same.Incident.AwaitProof(file.Shipment.Id), cancel);

            var eta = file.Incident.NewEta is { } told && told > DateOnly.FromDateTime(desk.Now.UtcDateTime)
                ? await deadlines.EndOf(told, cancel)
                : await deadlines.After(desk.Now, carrier.TimeOf(file.Shipment.Service), cancel);
            return new AwaitedDelivery(file.Incident.ShipmentId, await deadlines.After(eta, request.Grace, cancel));
        }
    }
}

public sealed record AwaitedDelivery(Guid ShipmentId, DateTimeOffset Until);

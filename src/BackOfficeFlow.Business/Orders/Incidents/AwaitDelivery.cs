using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Calendars;
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

            var until = file.Incident.NewEta is { } told && told > DateOnly.FromDateTime(desk.Now.UtcDateTime)
                ? await deadlines.Plan(await deadlines.EndOf(told, cancel), [request.Grace], cancel)
                : await deadlines.Plan(desk.Now, [carrier.TimeOf(file.Shipment.Service), request.Grace], cancel);
            return new AwaitedDelivery(file.Incident.ShipmentId, until);
        }
    }
}

public sealed record AwaitedDelivery(Guid ShipmentId, PlannedTime Until);

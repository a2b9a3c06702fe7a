using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Opens the incident of a shipment for a case. Asked again, by the same case, it gives back the one that stands.</summary>
[SentBy(Senders.Product)]
public sealed record OpenIncident(Guid InstanceId, Guid ShipmentId, IncidentTrigger Trigger, IncidentType Type) : IRequest<IReadOnlyDictionary<string, object?>>
{
    public sealed class Handler(BackOfficeDb db, IncidentDesk desk) : IRequestHandler<OpenIncident, IReadOnlyDictionary<string, object?>>
    {
        public async Task<IReadOnlyDictionary<string, object?>> Handle(OpenIncident request, CancellationToken cancel)
        {
            var incident = await db.Set<DeliveryIncident>().FirstOrDefaultAsync(row => row.OpenShipmentId == request.ShipmentId, cancel);
            if (incident is null)
            {
                var shipment = await db.Set<Shipment>().FirstOrDefaultAsync(row => row.Id == request.ShipmentId, cancel)
                    ?? throw new RuleBrokenException(Texts.Say("ShipmentIdUnknown", request.ShipmentId)) { Code = "shipment-unknown" };
                var order = await db.Set<SalesOrder>().FirstAsync(row => row.Id == shipment.OrderId, cancel);
                incident = DeliveryIncident.Open(request.InstanceId, shipment, order, request.Trigger, request.Type, desk.Now);
                db.Add(incident);
                await db.SaveChangesAsync(cancel);
            }

            return await desk.Facts(await desk.Load(incident, cancel), cancel);
        }
    }
}

using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Business.Orders;

/// <summary>A customer says that a parcel did not come: its case begins, or the open one is the answer.</summary>
[SentBy(Senders.Clerks)]
public sealed record ReportNotReceived(Guid ShipmentId) : IRequest<StartedInstance>
{
    public sealed class Handler(BackOfficeDb db, Bursts bursts, Audit audit) : IRequestHandler<ReportNotReceived, StartedInstance>
    {
        public async Task<StartedInstance> Handle(ReportNotReceived request, CancellationToken cancel)
        {
            var shipment = await db.Set<Shipment>().FirstOrDefaultAsync(row => row.Id == request.ShipmentId, cancel)
                ?? throw new RuleBrokenException(Texts.Say("ShipmentIdUnknown", request.ShipmentId)) { Code = "not-found" };

            // The carrier's word stands against the customer's: that is a type of its own, and nobody is accused.
            var type = shipment.Status == TrackingStatus.Delivered ? IncidentType.DeliveredDisputed : IncidentType.Unknown;
            if (type == IncidentType.DeliveredDisputed)
                shipment.Dispute();
            await db.SaveChangesAsync(cancel);
            var started = await bursts.Start(DeliveryCases.Order(shipment, IncidentTrigger.CustomerSays, type), cancel);
            audit.Write(nameof(ReportNotReceived), "shipment", shipment.Id.ToString(), new { started.InstanceId, started.Joined });
            return started;
        }
    }
}

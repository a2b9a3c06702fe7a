using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Nobody has heard of a parcel for too long: a case begins.</summary>
public sealed class SilenceTimer(BackOfficeDb db, Carriers carriers, ParcelWatch watch, DeliveryCases cases, TimeProvider clock) : ITimerHandler
{
    public string Kind => ParcelWatch.Silence;

    public async Task Handle(TimerCall call, CancellationToken cancel)
    {
        if (await AwaitedParcels.Find(db, Guid.Parse(call.Key), cancel) is not { } shipment)
            return;

        var carrier = await carriers.Find(shipment.Carrier, cancel);
        if ((await watch.SilentAt(shipment, carrier, cancel)).At <= clock.GetUtcNow())
            await cases.Report(shipment, IncidentTrigger.Silence, IncidentType.LostSuspected, cancel);
    }
}

/// <summary>The day promised has passed, and a business day more: a case begins.</summary>
public sealed class PromiseTimer(BackOfficeDb db, ParcelWatch watch, DeliveryCases cases, TimeProvider clock) : ITimerHandler
{
    public string Kind => ParcelWatch.Promise;

    public async Task Handle(TimerCall call, CancellationToken cancel)
    {
        if (await AwaitedParcels.Find(db, Guid.Parse(call.Key), cancel) is not { } shipment)
            return;

        var order = await db.Set<SalesOrder>().FirstAsync(row => row.Id == shipment.OrderId, cancel);
        if ((order.PromisedOn ?? shipment.PromisedOn) is { } promised && (await watch.PromiseMissedAt(promised, cancel)).At <= clock.GetUtcNow())
            await cases.Report(shipment, IncidentTrigger.PromiseMissed, IncidentType.DelayCarrier, cancel);
    }
}

/// <summary>Parcels that somebody still waits for: neither arrived nor settled by a case that has ended, with money say.</summary>
static class AwaitedParcels
{
    public static async Task<Shipment?> Find(BackOfficeDb db, Guid id, CancellationToken cancel)
    {
        var shipment = await db.Set<Shipment>().FirstOrDefaultAsync(row => row.Id == id, cancel);
        return shipment is null or { IsOver: true } || await db.Set<DeliveryIncident>().AnyAsync(incident => incident.ShipmentId == id && incident.ClosedAt != null, cancel)
            ? null
            : shipment;
    }
}

using BackOfficeFlow.Data;

namespace BackOfficeFlow.Business.Orders;

/// <summary>What follows when something new is told of a parcel: it is watched on, and a case begins or hears of it.</summary>
public sealed class ParcelNews(BackOfficeDb db, ParcelWatch watch, DeliveryCases cases, CarrierReplies replies)
{
    public Task<IReadOnlyDictionary<Guid, DeliveryIncident>> OpenCases(IReadOnlyCollection<Shipment> shipments, CancellationToken cancel) => cases.Open(shipments, cancel);

    public async Task Follow(Shipment shipment, DeliveryIncident? open, CarrierProfile carrier, TrackingEvent happened, CancellationToken cancel)
    {
        await watch.HeardOf(shipment, carrier, cancel);
        if (happened.Status == TrackingStatus.Delivered)
            cases.Delivered(shipment, open);
        else if (happened.Status == TrackingStatus.Acknowledged)
            await Acknowledge(shipment, open, happened, cancel);
        else if (happened.Status == TrackingStatus.Unknown)
            replies.Alert(carrier, happened);
        else if (TriggerRules.Opens(happened.Status))
            cases.Report(shipment, open, TriggerRules.Trigger(happened.Status), TriggerRules.Type(happened.Status, happened.Incident), happened);
        else
            cases.Heard(open);
    }

    // Taking note of a reservation is all that it asks for; taking note of a tracer is not yet its answer.
    async Task Acknowledge(Shipment shipment, DeliveryIncident? open, TrackingEvent happened, CancellationToken cancel)
    {
        // The newest open instruction is asked for: one that an event of the same file has acknowledged must not be found again.
        await db.SaveChangesAsync(cancel);
        if (await replies.Acknowledge(shipment.Id, happened.At, cancel) == InstructionKind.Reservation)
            cases.Heard(open);
    }
}

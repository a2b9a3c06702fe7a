using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Business.Orders;

/// <summary>
/// Takes in what carriers tell, one event or a file of them: what is known of the parcels is asked for once for all, and all is saved together.
/// </summary>
public sealed class TrackingIntake(BackOfficeDb db, Dialect dialect, Carriers carriers, ParcelNews news, TimeProvider clock)
{
    public async Task<KnownParcels> Look(IReadOnlyList<RecordTrackingEvent> told, CancellationToken cancel)
    {
        var senders = told.Select(one => CarrierProfile.KeyOf(one.Carrier)).Distinct().ToList();
        var numbers = told.Select(one => one.TrackingNumber).Distinct().ToList();
        var ids = told.Select(one => one.EventId).Distinct().ToList();
        var events = await db.Set<TrackingEvent>()
            .Where(row => senders.Contains(row.Carrier) && ids.Contains(row.EventId))
            .Select(row => new { row.Carrier, row.EventId, row.Status })
            .ToListAsync(cancel);
        var shipments = await db.Set<Shipment>().Where(row => senders.Contains(row.Carrier) && numbers.Contains(row.TrackingNumber)).ToListAsync(cancel);
        return new(
            events.ToDictionary(row => KnownParcels.Key(row.Carrier, row.EventId), row => row.Status, dialect.Texts),
            shipments.ToDictionary(row => KnownParcels.Key(row.Carrier, row.TrackingNumber), dialect.Texts),
            await news.OpenCases(shipments, cancel))
        {
            New = new(db, dialect)
        };
    }

    /// <summary>Finds what is wrong with an event before anything is changed.</summary>
    /// <exception cref="RuleBrokenException">The carrier or the parcel is unknown, or the event has not happened yet.</exception>
    public async Task Check(RecordTrackingEvent told, KnownParcels known, CancellationToken cancel)
    {
        var carrier = await carriers.Find(told.Carrier, cancel);
        if (known.Events.ContainsKey(KnownParcels.Key(carrier.Carrier, told.EventId)))
            return;

        var now = clock.GetUtcNow();
        if (told.At > now + RecordTrackingEvent.ClockTolerance)
            throw new RuleBrokenException(Texts.Say("EventFromFuture", told.EventId, told.At, now)) { Code = "event-from-future" };
        if (!known.Shipments.ContainsKey(KnownParcels.Key(carrier.Carrier, told.TrackingNumber)))
            throw new RuleBrokenException(Texts.Say("ShipmentUnknown", told.TrackingNumber, carrier.Name)) { Code = "shipment-unknown" };
    }

    /// <summary>Writes a checked event down and lets follow what follows; one that is known already changes nothing.</summary>
    public async Task<TrackingReceipt> Take(RecordTrackingEvent told, KnownParcels known, CancellationToken cancel)
    {
        var carrier = await carriers.Find(told.Carrier, cancel);
        var key = KnownParcels.Key(carrier.Carrier, told.EventId);
        if (known.Events.TryGetValue(key, out var status))
            return new TrackingReceipt(true, status.Code());

        var shipment = known.Shipments[KnownParcels.Key(carrier.Carrier, told.TrackingNumber)];
        var happened = told.Make(shipment, carrier.Read(told.Code), clock.GetUtcNow());
        known.Events[key] = happened.Status;
        known.New.Add(happened);
        if (shipment.Take(happened))
            await news.Follow(shipment, known.Cases.GetValueOrDefault(shipment.CaseShipmentId), carrier, happened, cancel);
        return new TrackingReceipt(false, happened.Status.Code());
    }
}

/// <summary>What is known of the parcels that some events are about: events by their id, parcels by tracking number, open cases by the shipment they are for.</summary>
public sealed record KnownParcels(
    Dictionary<string, TrackingStatus> Events, IReadOnlyDictionary<string, Shipment> Shipments, IReadOnlyDictionary<Guid, DeliveryIncident> Cases)
{
    /// <summary>Events to be written; parcels and cases are tracked, and saved with them.</summary>
    public required NewRows New { get; init; }

    internal static string Key(string carrier, string id) => carrier + "/" + id;
}

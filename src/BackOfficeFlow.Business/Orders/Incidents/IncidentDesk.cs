using BackOfficeFlow.Business.Customers;
using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Loads an incident with all that belongs to it, lets a rule of the record change it, tells its watch, and says what is known then.</summary>
public sealed class IncidentDesk(BackOfficeDb db, Carriers carriers, Stimuli stimuli, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public async Task<IncidentFile> Load(Guid incidentId, CancellationToken cancel)
    {
        var incident = await db.Set<DeliveryIncident>().FirstOrDefaultAsync(row => row.Id == incidentId, cancel)
            ?? throw new RuleBrokenException(Texts.Say("IncidentUnknown", incidentId)) { Code = "incident-unknown" };
        return await Load(incident, cancel);
    }

    public async Task<IncidentFile> Load(DeliveryIncident incident, CancellationToken cancel)
    {
        var shipment = await db.Set<Shipment>().FirstAsync(row => row.Id == incident.AwaitedShipmentId, cancel);
        var order = await db.Set<SalesOrder>().Include(row => row.Lines).FirstAsync(row => row.Id == incident.OrderId, cancel);
        var party = await db.Set<Party>().Include(row => row.ContactPoints).FirstAsync(row => row.Id == incident.PartyId, cancel);
        return new IncidentFile(incident, shipment, order, party);
    }

    /// <summary>Changes an incident by one of its rules and gives back the facts.</summary>
    public async Task<IReadOnlyDictionary<string, object?>> Change(Guid incidentId, Action<IncidentFile> change, CancellationToken cancel)
    {
        var file = await Load(incidentId, cancel);
        var watched = WatchedOf(file.Incident);
        change(file);
        if (watched != WatchedOf(file.Incident) && file.Incident.IsOpen)
            stimuli.Tell(new IncidentMoved(incidentId), keep: TimeSpan.Zero);
        await db.SaveChangesAsync(cancel);
        return await Facts(file, cancel);
    }

    static (DateTimeOffset?, bool) WatchedOf(DeliveryIncident incident) => (incident.CarrierDueAt, incident.DecidedAt is null);

    public async Task<IReadOnlyDictionary<string, object?>> Facts(IncidentFile file, CancellationToken cancel)
    {
        var earlier = await db.Set<DeliveryIncident>().CountAsync(row => row.OrderId == file.Order.Id && row.Id != file.Incident.Id, cancel);
        var events = await db.Set<TrackingEvent>()
            .Where(row => row.ShipmentId == file.Shipment.Id)
            .OrderByDescending(row => row.Sequence)
            .Take(20)
            .ToListAsync(cancel);
        return IncidentFacts.Of(file.Incident, file.Shipment, file.Order, file.Party, earlier, events, Now, await carriers.NameOf(file.Shipment.Carrier, cancel));
    }
}

/// <summary>An incident and what it is about.</summary>
public sealed record IncidentFile(DeliveryIncident Incident, Shipment Shipment, SalesOrder Order, Party Party);

using System.Globalization;
using BackOfficeFlow.Business.Customers;

namespace BackOfficeFlow.Business.Orders;

/// <summary>All that the steps of a case, its forms and its decision tables may know, as one document with stable names.</summary>
public static class IncidentFacts
{
    const int EventsShown = 10;

    public static Dictionary<string, object?> Of(DeliveryIncident incident, Shipment shipment, SalesOrder order, Party party, int earlierIncidents, IReadOnlyList<TrackingEvent> events, DateTimeOffset now, string? carrier = null)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var awaited = incident.AwaitedShipmentId;
        return new(StringComparer.Ordinal)
        {
            ["incidentId"] = incident.Id,
            ["shipmentId"] = incident.ShipmentId,
            ["awaitedShipmentId"] = awaited,
            ["trackingNumber"] = shipment.TrackingNumber,
            ["carrier"] = shipment.Carrier,
            ["service"] = shipment.Service,
            ["status"] = shipment.Status.Code(),
            ["recipient"] = shipment.Recipient,
            ["address"] = shipment.Address,
            ["postcode"] = shipment.Postcode,
            ["orderNumber"] = order.Number,
            ["orderedAt"] = order.OrderedAt,
            ["promisedOn"] = Day(order.PromisedOn ?? shipment.PromisedOn),
            ["goodsTotal"] = order.GoodsTotal,
            ["orderTotal"] = order.Total,
            ["currency"] = order.Currency,
            ["items"] = Items(order),
            ["customer"] = party.Name,
            ["customerId"] = party.Id,
            ["customerType"] = party.IsConsumer ? "consumer" : "business",
            ["isConsumer"] = party.IsConsumer,
            ["isVulnerable"] = party.IsVulnerable,
            ["language"] = party.Language,
            ["email"] = party.Reach(ContactKind.Email)?.Value,
            ["phone"] = party.Reach(ContactKind.Phone)?.Value,
            ["trigger"] = incident.Trigger.Code(),
            ["openedByCustomer"] = incident.Trigger == IncidentTrigger.CustomerSays,
            ["type"] = incident.Type.Code(),
            ["attempt"] = (long)incident.Attempt,
            ["earlierIncidents"] = (long)earlierIncidents,
            ["located"] = incident.Located ?? false,
            ["damaged"] = incident.Damaged,
            ["lost"] = incident.Lost,
            ["lostOrDamaged"] = incident.Lost || incident.Damaged || incident.Type == IncidentType.LostSuspected,
            ["stockKnown"] = incident.InStock is not null,
            ["inStock"] = incident.InStock ?? false,
            ["wish"] = incident.Wish?.Code() ?? "NONE",
            ["newAddress"] = incident.NewAddress,
            ["newPostcode"] = incident.NewPostcode,
            ["wishedOn"] = Day(incident.WishedOn),
            ["newEta"] = Day(incident.NewEta),
            ["unansweredAsks"] = (long)incident.UnansweredAsks,
            ["failedContacts"] = (long)incident.FailedContacts,
            ["customerTold"] = incident.CustomerToldAt is not null,
            ["mayTerminateNow"] = party.IsConsumer && (order.SellerRefused || order.DateIsEssential) && IsLate(order, shipment, today),
            ["extraPeriodMissed"] = party.IsConsumer && order.ExtraPeriodUntil is { } until && today > until,
            ["refusedWithoutCause"] = incident.RefusedWithoutCause && !party.IsConsumer,
            ["deadlineMissed"] = incident.DeadlineMissedAt is not null,
            ["priorityOne"] = party.IsVulnerable,
            ["leadAtOnce"] = LeadAtOnce(incident, order, earlierIncidents),
            ["owner"] = incident.Owner,
            ["ownerQueue"] = IncidentOwners.QueueOf(incident.Owner, LeadAtOnce(incident, order, earlierIncidents)),
            ["ownerLead"] = IncidentOwners.LeadOf(incident.Owner),
            ["carrierDueAt"] = incident.CarrierDueAt,
            ["decision"] = incident.Decision?.Code(),
            ["cost"] = incident.Cost,
            ["costText"] = string.Create(CultureInfo.InvariantCulture, $"{incident.Cost:0.00} {order.Currency}"),
            ["carrierAtFault"] = incident.CarrierAdmitsFault,
            ["proofAwaited"] = incident.ProofAwaited,
            ["lastEvents"] = LastEvents(events),
            ["sheet"] = Sheet(incident, shipment, order, party, events.MaxBy(happened => happened.At), carrier)
        };
    }

    /// <summary>What a person is shown beside a task, by the keys of its labels.</summary>
    static Dictionary<string, object?> Sheet(DeliveryIncident incident, Shipment shipment, SalesOrder order, Party party, TrackingEvent? last, string? carrier) =>
        new(StringComparer.Ordinal)
        {
            ["@fact.tracking"] = shipment.TrackingNumber,
            ["@fact.carrier"] = carrier ?? shipment.Carrier,
            ["@fact.type"] = $"@type.{incident.Type.Code()}",
            ["@fact.attempt"] = (long)incident.Attempt,
            ["@fact.order"] = order.Number,
            ["@fact.orderedAt"] = order.OrderedAt,
            ["@fact.promisedOn"] = Day(order.PromisedOn ?? shipment.PromisedOn),
            ["@fact.items"] = Items(order),
            ["@fact.total"] = new Dictionary<string, object?> { ["amount"] = order.Total, ["currency"] = order.Currency },
            ["@fact.customer"] = party.Name,
            ["@fact.customerType"] = $"@legalForm.{party.LegalForm.Code()}",
            ["@fact.phone"] = party.Reach(ContactKind.Phone)?.Value,
            ["@fact.email"] = party.Reach(ContactKind.Email)?.Value,
            ["@fact.address"] = $"{shipment.Recipient}, {shipment.Address}, {shipment.Postcode}",
            ["@fact.wish"] = incident.Wish is { } wish ? $"@wish.{wish.Code()}" : null,
            ["@fact.newAddress"] = incident.NewAddress is null ? null : $"{incident.NewAddress}, {incident.NewPostcode}",
            ["@fact.owner"] = incident.Owner is null or IncidentOwners.Nobody ? null : $"@owner.{incident.Owner}",
            ["@fact.carrierDue"] = incident.CarrierDueAt,
            ["@fact.decision"] = incident.Decision is { } decision ? $"@resolution.{decision.Code()}" : null,
            ["@fact.cost"] = incident.Decision is null ? null : new Dictionary<string, object?> { ["amount"] = incident.Cost, ["currency"] = order.Currency },
            ["@fact.lastEvent"] = last is null ? null : $"@tracking.{last.Status.Code()}",
            ["@fact.lastAt"] = last?.At,
            ["@fact.lastPlace"] = last is null ? null : string.Join(", ", new[] { last.Place, last.Text }.Where(part => !string.IsNullOrWhiteSpace(part)))
        };

    static bool LeadAtOnce(DeliveryIncident incident, SalesOrder order, int earlierIncidents) => order.Total > 1000m || earlierIncidents > 0 || incident.Attempt > 1;

    static string Items(SalesOrder order) =>
        string.Join("; ", order.Lines.OrderBy(line => line.Number).Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Ordered:0.##} × {line.Description}")));

    static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Whether the day promised has passed.</summary>
    static bool IsLate(SalesOrder order, Shipment shipment, DateOnly today) =>
        (order.PromisedOn ?? shipment.PromisedOn) is { } promised && today > promised;

    static List<object?> LastEvents(IEnumerable<TrackingEvent> events) =>
        [.. events.OrderByDescending(happened => happened.At).Take(EventsShown).Select(happened => (object?)new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["at"] = happened.At,
            ["status"] = happened.Status.Code(),
            ["code"] = happened.RawCode,
            ["place"] = happened.Place,
            ["text"] = happened.Text
        })];
}

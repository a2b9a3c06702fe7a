using BackOfficeFlow.Business.Customers;

namespace BackOfficeFlow.Business.Orders;

/// <summary>All that the steps of a case, its forms and its decision tables may know, as one document with stable names.</summary>
public static class IncidentFacts
{
    const int EventsShown = 10;

    public static Dictionary<string, object?> Of(DeliveryIncident incident, Shipment shipment, SalesOrder order, Party party, int earlierIncidents, IEnumerable<TrackingEvent> events, DateTimeOffset now)
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
            ["promisedOn"] = order.PromisedOn ?? shipment.PromisedOn,
            ["goodsTotal"] = order.GoodsTotal,
            ["orderTotal"] = order.Total,
            ["currency"] = order.Currency,
            ["items"] = string.Join("; ", order.Lines.OrderBy(line => line.Number).Select(line => $"{line.Ordered:0.##} × {line.Description}")),
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
            ["attempt"] = incident.Attempt,
            ["earlierIncidents"] = earlierIncidents,
            ["located"] = incident.Located ?? false,
            ["damaged"] = incident.Damaged,
            ["lost"] = incident.Lost,
            ["lostOrDamaged"] = incident.Lost || incident.Damaged || incident.Type == IncidentType.LostSuspected,
            ["stockKnown"] = incident.InStock is not null,
            ["inStock"] = incident.InStock ?? false,
            ["wish"] = incident.Wish?.Code() ?? "NONE",
            ["newAddress"] = incident.NewAddress,
            ["newPostcode"] = incident.NewPostcode,
            ["wishedOn"] = incident.WishedOn,
            ["newEta"] = incident.NewEta,
            ["unansweredAsks"] = incident.UnansweredAsks,
            ["failedContacts"] = incident.FailedContacts,
            ["customerTold"] = incident.CustomerToldAt is not null,
            ["mayTerminateNow"] = party.IsConsumer && (order.SellerRefused || order.DateIsEssential) && IsLate(order, shipment, today),
            ["extraPeriodMissed"] = party.IsConsumer && order.ExtraPeriodUntil is { } until && today > until,
            ["refusedWithoutCause"] = incident.RefusedWithoutCause && !party.IsConsumer,
            ["deadlineMissed"] = incident.DeadlineMissedAt is not null,
            ["priorityOne"] = party.IsVulnerable,
            ["leadAtOnce"] = order.Total > 1000m || earlierIncidents > 0 || incident.Attempt > 1,
            ["decision"] = incident.Decision?.Code(),
            ["cost"] = incident.Cost,
            ["proofAwaited"] = incident.ProofAwaited,
            ["lastEvents"] = LastEvents(events)
        };
    }

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

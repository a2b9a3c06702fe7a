using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Runtime;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Begins the case of a parcel, or tells the one that is open what has happened to it.</summary>
public sealed class DeliveryCases(BackOfficeDb db, Stimuli stimuli)
{
    public const string Process = "non-delivered-order";

    /// <summary>Nobody told anything, and that is the trouble: a parcel with an open case is left to it.</summary>
    public async Task Report(Shipment shipment, IncidentTrigger trigger, IncidentType type, CancellationToken cancel)
    {
        if ((await Open([shipment], cancel)).Count == 0)
            Begin(shipment, trigger, type, News(type, null));
    }

    public void Report(Shipment shipment, DeliveryIncident? open, IncidentTrigger trigger, IncidentType type, TrackingEvent happened)
    {
        var news = News(type, happened);
        if (open is null)
        {
            Begin(shipment, trigger, type, news);
            return;
        }

        open.Join(happened);
        stimuli.Tell(new DeliveryFailed(shipment.CaseShipmentId), news);
    }

    /// <summary>The carrier told where the parcel is, and no trouble: whoever waits for its answer has it.</summary>
    public void Heard(DeliveryIncident? open)
    {
        if (open is not { CarrierDueAt: not null, CarrierDueUntil: DeadlineEnd.Answer })
            return;

        open.CarrierHeard();
        stimuli.Tell(new IncidentMoved(open.Id), keep: TimeSpan.Zero);
    }

    public void Delivered(Shipment shipment, DeliveryIncident? open)
    {
        if (open is not null)
            stimuli.Tell(new ParcelDelivered(shipment.CaseShipmentId), new Dictionary<string, object?> { ["shipmentId"] = shipment.Id, ["at"] = shipment.DeliveredAt });
    }

    /// <summary>The open cases of some parcels, by the shipment that each case is for.</summary>
    public async Task<IReadOnlyDictionary<Guid, DeliveryIncident>> Open(IReadOnlyCollection<Shipment> shipments, CancellationToken cancel)
    {
        var ids = shipments.Select(shipment => (Guid?)shipment.CaseShipmentId).Distinct().ToList();
        return await db.Set<DeliveryIncident>().Where(row => ids.Contains(row.OpenShipmentId)).ToDictionaryAsync(row => row.OpenShipmentId!.Value, cancel);
    }

    void Begin(Shipment shipment, IncidentTrigger trigger, IncidentType type, Dictionary<string, object?> news) =>
        stimuli.Start(Order(shipment, trigger, type), new DeliveryFailed(shipment.CaseShipmentId), news);

    internal static StartInstance Order(Shipment shipment, IncidentTrigger trigger, IncidentType type) => new(
        Process,
        new Dictionary<string, object?> { ["ShipmentId"] = shipment.CaseShipmentId, ["Trigger"] = trigger.Code(), ["Type"] = type.Code() })
    {
        BusinessKey = shipment.CaseShipmentId.ToString(),
        CorrelationId = shipment.OrderId.ToString(),
        Name = shipment.TrackingNumber
    };

    static Dictionary<string, object?> News(IncidentType type, TrackingEvent? happened) => new()
    {
        ["type"] = type.Code(),
        ["at"] = happened?.At,
        ["eventId"] = happened?.EventId,
        ["code"] = happened?.RawCode
    };
}

/// <summary>Another attempt to deliver failed, or other trouble was told, for a parcel that has a case.</summary>
public sealed record DeliveryFailed(Guid ShipmentId) : Stimulus(StimulusKind, ShipmentId.ToString())
{
    public const string StimulusKind = "Orders.DeliveryFailed";
}

/// <summary>The parcel of a case (or what replaced it) was handed over.</summary>
public sealed record ParcelDelivered(Guid ShipmentId) : Stimulus("Orders.ParcelDelivered", ShipmentId.ToString());

/// <summary>What a case is watched for has changed: a deadline was armed or met, or something was decided.</summary>
public sealed record IncidentMoved(Guid IncidentId) : Stimulus(StimulusKind, IncidentId.ToString())
{
    public const string StimulusKind = "Orders.IncidentMoved";
}

/// <summary>The customer answered a question that was sent by link.</summary>
public sealed record CustomerAnswered(Guid IncidentId) : Stimulus(StimulusKind, IncidentId.ToString())
{
    public const string StimulusKind = "Orders.CustomerAnswered";
}

/// <summary>The carrier took note of an instruction.</summary>
public sealed record InstructionAcknowledged(Guid InstructionId) : Stimulus(StimulusKind, InstructionId.ToString())
{
    public const string StimulusKind = "Orders.InstructionAcknowledged";
}

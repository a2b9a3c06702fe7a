using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Business.Orders;

public sealed partial class DeliveryIncident
{
    public static DeliveryIncident Open(Guid instanceId, Shipment shipment, SalesOrder order, IncidentTrigger trigger, IncidentType type, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            ShipmentId = shipment.Id,
            AwaitedShipmentId = shipment.Id,
            OpenShipmentId = shipment.Id,
            OrderId = order.Id,
            PartyId = order.PartyId,
            InstanceId = instanceId,
            Trigger = trigger,
            Type = type,
            Attempt = Math.Max(1, shipment.FailedAttempts),
            Lost = type == IncidentType.LostConfirmed,
            Damaged = type is IncidentType.Damaged or IncidentType.Partial,
            Located = type is IncidentType.LostConfirmed or IncidentType.LostSuspected or IncidentType.DeliveredDisputed or IncidentType.Unknown ? null : true,
            OpenedAt = now
        };

    /// <summary>Another event about the same parcel comes to the case that is open. What a person found out is not undone by it.</summary>
    public void Join(TrackingEvent happened)
    {
        var type = TriggerRules.Type(happened.Status, happened.Incident);
        if (type != IncidentType.Unknown)
            Type = type;
        if (happened.NewEta is { } eta)
            NewEta = eta;
        CarrierHeard();

        Lost |= type == IncidentType.LostConfirmed;
        Damaged |= type is IncidentType.Damaged or IncidentType.Partial;
    }

    public void CarrierAnswered(CarrierAnswer answer, bool? located, bool admitsFault)
    {
        if (answer == CarrierAnswer.NoAnswer)
        {
            UnansweredAsks++;
            return;
        }

        UnansweredAsks = 0;
        CarrierHeard();
        CarrierAdmitsFault |= admitsFault;
        Located = answer == CarrierAnswer.Lost ? false : located ?? Located;
        Lost = answer == CarrierAnswer.Lost;
        Damaged |= answer == CarrierAnswer.Damaged;
        if (answer == CarrierAnswer.Lost)
            Type = IncidentType.LostConfirmed;
        if (answer == CarrierAnswer.Damaged)
            Type = IncidentType.Damaged;
    }

    /// <summary>The customer was reached and said what they would like.</summary>
    public void CustomerWants(CustomerWish wish, string? address = null, string? postcode = null, DateOnly? on = null)
    {
        Wish = wish;
        NewAddress = wish == CustomerWish.NewAddress ? address : null;
        NewPostcode = wish == CustomerWish.NewAddress ? postcode : null;
        WishedOn = on;
        FailedContacts = 0;
    }

    public void RefusedByCustomer(bool withCause) => RefusedWithoutCause = !withCause;

    public void ContactFailed() => FailedContacts++;

    public void CustomerTold(DateTimeOffset now) => CustomerToldAt ??= now;

    public void Found(bool? located = null, bool? damaged = null, bool? lost = null, bool? inStock = null, IncidentType? type = null, CustomerWish? wish = null)
    {
        Located = located ?? Located;
        Damaged = damaged ?? Damaged;
        Lost = lost ?? Lost;
        InStock = inStock ?? InStock;
        Type = type ?? Type;
        Wish = wish ?? Wish;
    }

    public void Decide(Resolution resolution, decimal cost, DateTimeOffset now)
    {
        Decision = resolution;
        DecidedAt = now;
        Cost = cost;
        if (CarrierDueUntil == DeadlineEnd.Decision)
            CarrierDueAt = null;
    }

    /// <summary>The row of the playbook that is in force now.</summary>
    public void Follow(string owner, DateTimeOffset? due, DeadlineEnd until)
    {
        Owner = owner;
        CarrierDueAt = due;
        CarrierDueUntil = until;
        CarrierLateAt = null;
    }

    /// <summary>The carrier told something about the parcel: what was waited for is there.</summary>
    public void CarrierHeard()
    {
        if (CarrierDueUntil == DeadlineEnd.Answer)
            CarrierDueAt = null;
    }

    public void AwaitProof(Guid shipmentId)
    {
        AwaitedShipmentId = shipmentId;
        ProofAwaited = true;
    }

    /// <summary>What was arranged did not work: everything is looked at again, with one attempt more.</summary>
    public void AttemptFailed(IncidentType? type)
    {
        Attempt++;
        Type = type ?? Type;
        StartAgain();
    }

    /// <summary>The customer says that a parcel reported as delivered never came.</summary>
    public void Dispute()
    {
        Type = IncidentType.DeliveredDisputed;
        Located = null;
        StartAgain();
    }

    void StartAgain()
    {
        ProofAwaited = false;
        Decision = null;
        DecidedAt = null;
        Wish = null;
        FailedContacts = 0;
        UnansweredAsks = 0;
        CarrierDueAt = null;
    }

    public void Escalate(DateTimeOffset now) => EscalatedAt ??= now;

    public void WarnOfDeadline(DateTimeOffset now) => DeadlineWarnedAt ??= now;

    public void MissDeadline(DateTimeOffset now) => DeadlineMissedAt ??= now;

    public void Pass(Checkpoint checkpoint, DateTimeOffset now)
    {
        switch (checkpoint)
        {
            case Checkpoint.DecisionOverdue:
                Escalate(now);
                break;
            case Checkpoint.CarrierLate:
                CarrierLateAt ??= now;
                break;
            case Checkpoint.DeadlineNear:
                WarnOfDeadline(now);
                break;
            case Checkpoint.DeadlineMissed:
                MissDeadline(now);
                break;
        }
    }

    public void Close(string cause, ResponsibleParty responsible, DateTimeOffset now)
    {
        if (!IsOpen)
            return;
        if (string.IsNullOrWhiteSpace(cause))
            throw new RuleBrokenException(Texts.Say("CauseIsMissing", Type.Code())) { Code = "cause-missing" };

        Cause = cause;
        Responsible = responsible;
        ClosedAt = now;
        OpenShipmentId = null;
        CarrierDueAt = null;
    }
}

/// <summary>The outcomes of asking the carrier.</summary>
public enum CarrierAnswer { LocatedContinue, Lost, Damaged, NeedsInstructions, NoAnswer }

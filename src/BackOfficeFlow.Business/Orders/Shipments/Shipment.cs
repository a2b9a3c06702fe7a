using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Business.Orders;

/// <summary>A parcel on its way to a customer, and what is known of where it is.</summary>
public sealed class Shipment : ITenantRow, IRevisioned
{
    public const int CarrierLength = 40;
    public const int TrackingNumberLength = 60;

    public required Guid Id { get; init; }
    public string TenantId { get; set; } = "";
    public required Guid OrderId { get; init; }

    /// <summary>The carrier's key, as in its profile and in the address of its tracking endpoint.</summary>
    public required string Carrier { get; init; }

    public required string TrackingNumber { get; init; }
    public string Service { get; init; } = "standard";
    public required DateTimeOffset ShippedAt { get; init; }
    public DateOnly? PromisedOn { get; set; }
    public decimal WeightKg { get; init; }
    public decimal? DeclaredValue { get; init; }
    public decimal CashOnDelivery { get; init; }
    public required string Recipient { get; init; }
    public required string Address { get; set; }
    public required string Postcode { get; set; }

    public TrackingStatus Status { get; private set; } = TrackingStatus.Registered;

    /// <summary>The instant of the newest event, not of the last one to come in: carriers send them out of order.</summary>
    public DateTimeOffset LastEventAt { get; private set; }

    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>How often the carrier stood at the door in vain.</summary>
    public int FailedAttempts { get; private set; }

    /// <summary>The shipment that this one replaces; its case goes on with this parcel.</summary>
    public Guid? ReplacesId { get; init; }

    /// <summary>The first of a chain of replacements: what is told about any of them is told to its case.</summary>
    public required Guid CaseShipmentId { get; init; }

    public int Revision { get; set; }

    /// <summary>When anything was last heard of it: silence is counted from here.</summary>
    public DateTimeOffset LastHeardOf => LastEventAt > ShippedAt ? LastEventAt : ShippedAt;

    public bool IsOver => Status is TrackingStatus.Delivered or TrackingStatus.Returned or TrackingStatus.Withdrawn;

    /// <summary>Takes an event in. An older event than the newest known adds to the history and changes nothing else.</summary>
    /// <returns>True when the event says something new about the parcel.</returns>
    public bool Take(TrackingEvent happened)
    {
        if (happened.Status == TrackingStatus.AttemptFail)
            FailedAttempts++;
        if (happened.At < LastEventAt || IsOver)
            return false;

        LastEventAt = happened.At;
        if (happened.Status is TrackingStatus.Acknowledged or TrackingStatus.InstructionsWanted)
            return true;

        Status = happened.Status;
        if (happened.Status == TrackingStatus.Delivered)
            DeliveredAt = happened.At;
        return true;
    }

    /// <summary>The carrier's word that the parcel was handed over is denied by the customer.</summary>
    public void Dispute()
    {
        Status = TrackingStatus.Exception;
        DeliveredAt = null;
    }

    /// <summary>Nobody waits for this parcel any more: it was replaced.</summary>
    public void Withdraw() => Status = TrackingStatus.Withdrawn;

    /// <summary>The parcel that is sent instead of this one, to the same door.</summary>
    public Shipment ReplacedBy(string carrier, string trackingNumber, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now), CaseShipmentId = CaseShipmentId, ReplacesId = Id, OrderId = OrderId, Carrier = carrier, TrackingNumber = trackingNumber,
        ShippedAt = now, Service = Service, WeightKg = WeightKg, DeclaredValue = DeclaredValue, Recipient = Recipient, Address = Address, Postcode = Postcode
    };

    sealed class Mapping : IEntityTypeConfiguration<Shipment>
    {
        public void Configure(EntityTypeBuilder<Shipment> shipment)
        {
            shipment.Property(row => row.Carrier).HasMaxLength(CarrierLength);
            shipment.Property(row => row.TrackingNumber).HasMaxLength(TrackingNumberLength);
            shipment.Property(row => row.Service).HasMaxLength(40);
            shipment.Property(row => row.Address).HasMaxLength(400);
            shipment.Property(row => row.Postcode).HasMaxLength(12);
            shipment.HasIndex(row => new { row.TenantId, row.Carrier, row.TrackingNumber }).IsUnique();
            shipment.HasIndex(row => row.CaseShipmentId);
            shipment.HasOne<SalesOrder>().WithMany().HasForeignKey(row => row.OrderId);
        }
    }
}

/// <summary>Where a parcel is, in words that are the same for every carrier.</summary>
public enum TrackingStatus
{
    Registered, PickedUp, InTransit, OutForDelivery, AtPickupPoint, AttemptFail, Exception, Expired, Returned, Delivered,

    /// <summary>The carrier asks what to do with the parcel.</summary>
    InstructionsWanted,

    /// <summary>The carrier has taken note of an instruction of ours.</summary>
    Acknowledged,

    /// <summary>A word of the carrier's that its profile does not know.</summary>
    Unknown,

    /// <summary>Replaced by another parcel.</summary>
    Withdrawn
}

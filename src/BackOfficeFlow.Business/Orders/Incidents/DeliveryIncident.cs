using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Business.Orders;

/// <summary>A parcel that did not arrive: what was found out, what was decided, what it cost. One is open per shipment.</summary>
public sealed partial class DeliveryIncident : ITenantRow, IRevisioned
{
    public required Guid Id { get; init; }
    public string TenantId { get; set; } = "";

    /// <summary>The parcel that the case began with; a replacement does not change it.</summary>
    public required Guid ShipmentId { get; init; }

    /// <summary>The parcel that is awaited now: the first one, or what replaced it.</summary>
    public Guid AwaitedShipmentId { get; private set; }

    public required Guid OrderId { get; init; }
    public required Guid PartyId { get; init; }

    /// <summary>The case that works on it.</summary>
    public required Guid InstanceId { get; init; }

    /// <summary>The shipment while the incident is open, so that the database refuses a second one.</summary>
    public Guid? OpenShipmentId { get; private set; }

    public required IncidentTrigger Trigger { get; init; }
    public IncidentType Type { get; private set; }

    /// <summary>The how-manieth failure of this delivery, from one on.</summary>
    public int Attempt { get; private set; } = 1;

    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Null while nobody knows.</summary>
    public bool? Located { get; private set; }
    public bool Damaged { get; private set; }
    public bool Lost { get; private set; }
    public bool? InStock { get; private set; }
    public bool CarrierAdmitsFault { get; private set; }

    /// <summary>The carrier was asked so many times without an answer.</summary>
    public int UnansweredAsks { get; private set; }

    /// <summary>The customer was tried so many times in vain.</summary>
    public int FailedContacts { get; private set; }

    public CustomerWish? Wish { get; private set; }
    public string? NewAddress { get; private set; }
    public string? NewPostcode { get; private set; }
    public DateOnly? WishedOn { get; private set; }

    /// <summary>The customer refused the parcel and gave no cause for it.</summary>
    public bool RefusedWithoutCause { get; private set; }

    public DateOnly? NewEta { get; private set; }
    public DateTimeOffset? CustomerToldAt { get; private set; }
    public Resolution? Decision { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public decimal Cost { get; private set; }

    /// <summary>We wait for the parcel because of what we did: its arrival is no surprise.</summary>
    public bool ProofAwaited { get; private set; }

    /// <summary>Who owns it by the playbook: ORD-AGENT, CS-AGENT or auto.</summary>
    public string? Owner { get; private set; }

    /// <summary>Until when the carrier has to answer, or we to decide before it sends the parcel back; null when nothing is due.</summary>
    public DateTimeOffset? CarrierDueAt { get; private set; }
    public DeadlineEnd CarrierDueUntil { get; private set; }
    public DateTimeOffset? CarrierLateAt { get; private set; }

    public DateTimeOffset? EscalatedAt { get; private set; }
    public DateTimeOffset? DeadlineWarnedAt { get; private set; }
    public DateTimeOffset? DeadlineMissedAt { get; private set; }
    public string? Cause { get; private set; }
    public ResponsibleParty? Responsible { get; private set; }
    public int Revision { get; set; }

    public bool IsOpen => ClosedAt is null;

    sealed class Mapping : IEntityTypeConfiguration<DeliveryIncident>
    {
        public void Configure(EntityTypeBuilder<DeliveryIncident> incident)
        {
            incident.Property(row => row.NewAddress).HasMaxLength(400);
            incident.Property(row => row.NewPostcode).HasMaxLength(12);
            incident.Property(row => row.Cause).HasMaxLength(60);
            incident.Property(row => row.Owner).HasMaxLength(40);
            incident.HasIndex(row => new { row.TenantId, row.OpenShipmentId }).IsUnique();
            incident.HasIndex(row => row.InstanceId);
            incident.HasIndex(row => row.OrderId);
            incident.HasOne<Shipment>().WithMany().HasForeignKey(row => row.ShipmentId);
            incident.HasOne<SalesOrder>().WithMany().HasForeignKey(row => row.OrderId);
        }
    }
}

/// <summary>What the customer would like to happen.</summary>
public enum CustomerWish { Redeliver, NewAddress, Pickup, Replace, Refund, KeepDamagedDiscount }

/// <summary>What is done about it.</summary>
public enum Resolution { Instruct, Replace, Refund, Credit, Hold, ReturnAndCharge, Manual, None }

/// <summary>What ends a carrier's deadline: its answer, or our decision. With none, the step that works under the deadline keeps it itself.</summary>
public enum DeadlineEnd { None, Answer, Decision }

public enum ResponsibleParty { Seller, Carrier, Customer, ForceMajeure }

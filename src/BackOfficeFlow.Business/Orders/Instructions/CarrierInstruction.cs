using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Business.Orders;

/// <summary>What we told a carrier to do with a parcel, and whether it took note.</summary>
public sealed class CarrierInstruction : ITenantRow, IRevisioned
{
    public required Guid Id { get; init; }
    public string TenantId { get; set; } = "";
    public required Guid IncidentId { get; init; }
    public required Guid ShipmentId { get; init; }

    /// <summary>The step that gave it: a step that runs again after a crash gives the same instruction.</summary>
    public required string StepId { get; init; }

    public required InstructionKind Kind { get; init; }
    public string? Address { get; init; }
    public string? Postcode { get; init; }
    public DateOnly? On { get; init; }
    public required DateTimeOffset GivenAt { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; private set; }
    public int Revision { get; set; }

    public bool Acknowledge(DateTimeOffset at)
    {
        if (AcknowledgedAt is not null)
            return false;

        AcknowledgedAt = at;
        return true;
    }

    sealed class Mapping : IEntityTypeConfiguration<CarrierInstruction>
    {
        public void Configure(EntityTypeBuilder<CarrierInstruction> instruction)
        {
            instruction.Property(row => row.StepId).HasMaxLength(100);
            instruction.Property(row => row.Address).HasMaxLength(400);
            instruction.Property(row => row.Postcode).HasMaxLength(12);
            instruction.HasIndex(row => new { row.IncidentId, row.StepId }).IsUnique();
            instruction.HasIndex(row => row.ShipmentId);
            instruction.HasOne<DeliveryIncident>().WithMany().HasForeignKey(row => row.IncidentId);
        }
    }
}

public enum InstructionKind { Redeliver, NewAddress, Pickup, Return, Tracer, Reservation }

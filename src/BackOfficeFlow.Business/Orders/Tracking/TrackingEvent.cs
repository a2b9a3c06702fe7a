using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Business.Orders;

/// <summary>What a carrier told about a parcel: the raw code as it came, and what it means. Only ever added.</summary>
public sealed class TrackingEvent : ITenantRow
{
    public const int EventIdLength = 80;
    public const int RawCodeLength = 40;
    public const int PlaceLength = 120;
    public const int TextLength = 400;

    public long Sequence { get; init; }
    public string TenantId { get; set; } = "";
    public required Guid ShipmentId { get; init; }
    public required string Carrier { get; init; }

    /// <summary>The carrier's id of the event: the same one told again changes nothing.</summary>
    public required string EventId { get; init; }

    public required string RawCode { get; init; }
    public required TrackingStatus Status { get; init; }
    public IncidentType? Incident { get; init; }
    public required DateTimeOffset At { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public string? Place { get; init; }
    public string? Text { get; init; }

    /// <summary>When the carrier says the parcel will come after all.</summary>
    public DateOnly? NewEta { get; init; }

    sealed class Mapping : IEntityTypeConfiguration<TrackingEvent>
    {
        public void Configure(EntityTypeBuilder<TrackingEvent> happened)
        {
            happened.HasKey(row => row.Sequence);
            happened.Property(row => row.Carrier).HasMaxLength(Shipment.CarrierLength);
            happened.Property(row => row.EventId).HasMaxLength(EventIdLength);
            happened.Property(row => row.RawCode).HasMaxLength(RawCodeLength);
            happened.Property(row => row.Place).HasMaxLength(PlaceLength);
            happened.Property(row => row.Text).HasMaxLength(TextLength);
            happened.HasIndex(row => new { row.TenantId, row.Carrier, row.EventId }).IsUnique();
            happened.HasIndex(row => new { row.ShipmentId, row.Sequence });
            happened.HasOne<Shipment>().WithMany().HasForeignKey(row => row.ShipmentId);
        }
    }
}

using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Business.Orders;

/// <summary>One article of an order.</summary>
public sealed class OrderLine : ITenantRow
{
    public required Guid Id { get; init; }
    public string TenantId { get; set; } = "";
    public required Guid OrderId { get; init; }
    public required int Number { get; init; }
    public required string Sku { get; init; }
    public required string Description { get; init; }
    public required decimal Ordered { get; init; }
    public decimal Reserved { get; set; }
    public decimal Shipped { get; set; }
    public decimal Delivered { get; set; }
    public decimal Cancelled { get; set; }

    /// <summary>Without tax.</summary>
    public required decimal UnitPrice { get; init; }

    /// <summary>Per cent.</summary>
    public decimal TaxRate { get; init; }

    sealed class Mapping : IEntityTypeConfiguration<OrderLine>
    {
        public void Configure(EntityTypeBuilder<OrderLine> line)
        {
            line.Property(row => row.Sku).HasMaxLength(60);
            line.HasIndex(row => new { row.OrderId, row.Number }).IsUnique();
        }
    }
}

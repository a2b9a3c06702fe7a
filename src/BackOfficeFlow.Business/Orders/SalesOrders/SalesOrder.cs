using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Business.Orders;

/// <summary>What a customer ordered, when the contract was made, and what was promised.</summary>
public sealed class SalesOrder : ITenantRow, IRevisioned
{
    public const int NumberLength = 40;

    public required Guid Id { get; init; }
    public string TenantId { get; set; } = "";
    public required string Number { get; init; }
    public required Guid PartyId { get; init; }
    public required string Channel { get; init; }

    /// <summary>The day of the contract starts the consumer's thirty days.</summary>
    public required DateTimeOffset OrderedAt { get; init; }

    public DateOnly? PromisedOn { get; set; }
    public string Currency { get; init; } = "EUR";

    /// <summary>What the customer paid for the delivery, tax included; refunded with the goods.</summary>
    public decimal DeliveryCharge { get; init; }

    public PaymentState Payment { get; set; }
    public string? Incoterm { get; init; }

    /// <summary>The customer said before the contract that the date was essential: no extra period is owed.</summary>
    public bool DateIsEssential { get; init; }

    /// <summary>The seller has said that it will not deliver.</summary>
    public bool SellerRefused { get; set; }

    /// <summary>The last day of the extra period that the customer granted after the date was missed.</summary>
    public DateOnly? ExtraPeriodUntil { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
    public int Revision { get; set; }
    public List<OrderLine> Lines { get; } = [];

    /// <summary>What the goods cost with tax.</summary>
    public decimal GoodsTotal => OrderMath.Gross(Lines);

    public decimal Total => GoodsTotal + DeliveryCharge;

    /// <summary>Adds an article, as a shop's file tells further articles in further rows; one that the order has already is left as it is.</summary>
    /// <returns>The new line; null when the order had the article.</returns>
    public OrderLine? AddArticle(OrderedItem item, DateTimeOffset now)
    {
        if (Lines.Any(line => line.Sku == item.Sku))
            return null;

        var added = item.Make(Id, Lines.Max(line => line.Number) + 1, now);
        Lines.Add(added);
        return added;
    }

    sealed class Mapping : IEntityTypeConfiguration<SalesOrder>
    {
        public void Configure(EntityTypeBuilder<SalesOrder> order)
        {
            order.Property(row => row.Number).HasMaxLength(NumberLength);
            order.Property(row => row.Channel).HasMaxLength(40);
            order.Property(row => row.Currency).HasMaxLength(3);
            order.Property(row => row.Incoterm).HasMaxLength(3);
            order.HasIndex(row => new { row.TenantId, row.Number }).IsUnique();
            order.HasIndex(row => row.PartyId);
            order.HasMany(row => row.Lines).WithOne().HasForeignKey(line => line.OrderId);
        }
    }
}

public enum PaymentState { Open, Paid, OnDelivery, Refunded }

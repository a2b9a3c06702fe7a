using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Business.Customers;

/// <summary>One way of reaching a party.</summary>
public sealed class ContactPoint : ITenantRow
{
    /// <summary>The longest e-mail address there may be, and long enough for a postal one.</summary>
    public const int ValueLength = 400;

    public required Guid Id { get; init; }
    public string TenantId { get; set; } = "";
    public required Guid PartyId { get; init; }
    public required ContactKind Kind { get; init; }
    public required string Value { get; init; }
    public VerifiedLevel Verified { get; set; }
    public DateTimeOffset? VerifiedAt { get; set; }

    /// <summary>The lowest is tried first.</summary>
    public int PreferredOrder { get; set; }

    /// <summary>A message to it came back for good; it is not used again until it is verified anew.</summary>
    public DateTimeOffset? BouncedAt { get; set; }

    public void Bounce(DateTimeOffset now) => BouncedAt ??= now;

    public void Verify(VerifiedLevel level, DateTimeOffset now)
    {
        Verified = level;
        VerifiedAt = now;
        BouncedAt = null;
    }

    sealed class Mapping : IEntityTypeConfiguration<ContactPoint>
    {
        public void Configure(EntityTypeBuilder<ContactPoint> point)
        {
            point.Property(row => row.Value).HasMaxLength(ValueLength);
            point.HasIndex(row => row.PartyId);
        }
    }
}

public enum ContactKind { Email, Phone, Address, Edi }

public enum VerifiedLevel { None, Answered, Proven }

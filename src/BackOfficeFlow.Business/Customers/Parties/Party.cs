using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Business.Customers;

/// <summary>A person or company that the tenant has to do with.</summary>
public sealed class Party : ITenantRow, IRevisioned
{
    public const int NumberLength = 40;

    public required Guid Id { get; init; }
    public string TenantId { get; set; } = "";

    /// <summary>The number by which other systems know the party; registering it again changes the same row.</summary>
    public required string Number { get; init; }

    public required PartyKind Kind { get; init; }
    public required LegalForm LegalForm { get; set; }
    public required string Name { get; set; }

    /// <summary>NIF, normalised: upper case, without separators.</summary>
    public string? TaxId { get; set; }

    /// <summary>The language in which the party is written to, "es" or "en".</summary>
    public string Language { get; set; } = "es";

    public string? VatRegime { get; set; }
    public bool IsVulnerable { get; set; }

    /// <summary>Who said that the party is vulnerable, and how; required when it is.</summary>
    public string? VulnerableSource { get; set; }

    public string? RiskClass { get; set; }

    /// <summary>Why business with the party is blocked, separated by spaces; empty when it is not.</summary>
    public string BlockCodes { get; set; } = "";

    public DateTimeOffset CreatedAt { get; init; }
    public int Revision { get; set; }
    public List<ContactPoint> ContactPoints { get; } = [];

    public bool IsConsumer => LegalForm == LegalForm.Consumer;

    /// <summary>The address to use first: preferred, not bounced; null when the party has none of that kind.</summary>
    public ContactPoint? Reach(ContactKind kind) =>
        ContactPoints
            .Where(point => point.Kind == kind && point.BouncedAt is null)
            .OrderBy(point => point.PreferredOrder)
            .FirstOrDefault();

    /// <summary>Adds a contact point, or moves one that is known already to the place asked for.</summary>
    /// <returns>The new contact point; null when it was known.</returns>
    public ContactPoint? ReachAt(ContactKind kind, string value, int preferredOrder, DateTimeOffset now)
    {
        if (ContactPoints.FirstOrDefault(point => point.Kind == kind && point.Value == value) is { } known)
        {
            known.PreferredOrder = preferredOrder;
            return null;
        }

        var point = new ContactPoint { Id = Guid.CreateVersion7(now), PartyId = Id, Kind = kind, Value = value, PreferredOrder = preferredOrder };
        ContactPoints.Add(point);
        return point;
    }

    internal void Update(RegisterParty request)
    {
        Name = request.Name;
        LegalForm = request.LegalForm;
        TaxId = request.TaxId is { Length: > 0 } taxId ? Normalised(taxId) : TaxId;
        Language = request.Language;
        IsVulnerable = request.IsVulnerable;
        VulnerableSource = request.IsVulnerable ? request.VulnerableSource : null;
    }

    static string Normalised(string taxId) => string.Concat(taxId.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    sealed class Mapping : IEntityTypeConfiguration<Party>
    {
        public void Configure(EntityTypeBuilder<Party> party)
        {
            party.Property(row => row.Number).HasMaxLength(NumberLength);
            party.Property(row => row.TaxId).HasMaxLength(20);
            party.Property(row => row.Language).HasMaxLength(8);
            party.HasIndex(row => new { row.TenantId, row.Number }).IsUnique();
            party.HasIndex(row => new { row.TenantId, row.TaxId });
            party.HasMany(row => row.ContactPoints).WithOne().HasForeignKey(point => point.PartyId);
        }
    }
}

public enum PartyKind { Customer, Supplier, Prospect, Employee, Carrier }

public enum LegalForm { Consumer, Business, PublicBody }

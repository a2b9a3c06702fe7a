using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>Lets a machine in, for what its scopes say, until it expires or is revoked. The key itself is shown once and kept as a hash.</summary>
public sealed class ApiKey : ITenantRow, IRevisioned
{
    /// <summary>Keys begin with it, so that a leaked one is recognised by scanners.</summary>
    public const string Prefix = "bof_";

    public required Guid Id { get; init; }
    public string TenantId { get; set; } = "";
    public required string Name { get; init; }
    public required string Hash { get; init; }

    /// <summary>Its first signs, to tell keys apart; too few to guess the rest.</summary>
    public required string Beginning { get; init; }

    public required DateTimeOffset MadeAt { get; init; }
    public required string MadeBy { get; init; }
    public required DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; private set; }
    public DateTimeOffset? LastUsedAt { get; set; }
    public int Revision { get; set; }

    string ScopeList { get; set; } = "";

    public IReadOnlyList<string> Scopes
    {
        get => ScopeList.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        init => ScopeList = string.Join(' ', value);
    }

    public bool Works(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is null || now < ExpiresAt);

    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;

    sealed class Mapping : IEntityTypeConfiguration<ApiKey>
    {
        public void Configure(EntityTypeBuilder<ApiKey> row)
        {
            row.ToTable("api_key");
            row.HasKey(key => key.Id);
            row.Property(key => key.Hash).HasMaxLength(Secrets.HashLength).IsUnicode(false);
            row.Property(key => key.Beginning).HasMaxLength(20);
            row.Property(key => key.ScopeList).HasColumnName("scopes");
            row.Ignore(key => key.Scopes);
            row.HasIndex(key => key.Hash).IsUnique();
        }
    }
}

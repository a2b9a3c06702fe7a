using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>
/// Lets a program have a new access token for somebody, once; with it goes a new one of these. All that came from one sign-in are a family: one
/// that is shown a second time was stolen, by that one or the other, and ends them all (RFC 9700, section 4.14.2).
/// </summary>
public sealed class RefreshToken : ITenantRow, IRevisioned
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(14);

    // A program that asks twice at once, or whose answer got lost, is no thief.
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    public required Guid Id { get; init; }
    public string TenantId { get; set; } = "";
    public required Guid UserId { get; init; }

    /// <summary>The first one of the sign-in that it comes from.</summary>
    public required Guid Family { get; init; }

    /// <summary>The account's stamp then: a new password ends what came before it.</summary>
    public required string Stamp { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; private set; }
    public DateTimeOffset? RevokedAt { get; set; }
    public int Revision { get; set; }

    public static RefreshToken Of(Member member, Guid? family, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return new RefreshToken
        {
            Id = id,
            UserId = member.UserId,
            Family = family ?? id,
            Stamp = member.Stamp,
            MadeAt = now,
            ExpiresAt = now + Life,
        };
    }

    public bool IsStolen(DateTimeOffset now) => UsedAt is { } used && now - used > Grace;

    public bool Works(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt && !IsStolen(now);

    public void Use(DateTimeOffset now) => UsedAt ??= now;

    sealed class Mapping : IEntityTypeConfiguration<RefreshToken>
    {
        public void Configure(EntityTypeBuilder<RefreshToken> row)
        {
            row.ToTable("refresh_token");
            row.HasKey(token => token.Id);
            row.Property(token => token.Stamp).HasMaxLength(64);
            row.HasOne<User>().WithMany().HasForeignKey(token => token.UserId);
            row.HasIndex(token => new { token.TenantId, token.Family });
            row.HasIndex(token => token.ExpiresAt);
        }
    }
}

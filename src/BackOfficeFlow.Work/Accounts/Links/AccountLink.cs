using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Work.Accounts;

public enum LinkPurpose
{
    /// <summary>A new member chooses a password.</summary>
    Invitation,

    /// <summary>A member chooses a new password.</summary>
    Reset,

    /// <summary>Whoever reads the log of the first start becomes the administrator.</summary>
    FirstAdministrator,
}

/// <summary>A link that works once, for a stated time. Only its hash is kept.</summary>
[SharedRow("It is opened by somebody who is not signed in; it names the account that it opens.")]
public sealed class AccountLink : IRevisioned
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    public required Guid Id { get; init; }
    public required string Hash { get; init; }
    public required LinkPurpose Purpose { get; init; }
    public Guid? UserId { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; private set; }
    public int Revision { get; set; }

    /// <summary>Makes a link; the secret is its part that is shown once.</summary>
    public static (AccountLink Link, string Secret) Make(LinkPurpose purpose, Guid? userId, DateTimeOffset now)
    {
        var secret = Secrets.New();
        var link = new AccountLink
        {
            Id = Guid.CreateVersion7(now),
            Hash = Secrets.Hash(secret),
            Purpose = purpose,
            UserId = userId,
            MadeAt = now,
            ExpiresAt = now + Life,
        };
        return (link, secret);
    }

    public bool IsOpen(DateTimeOffset now) => UsedAt is null && now < ExpiresAt;

    /// <summary>Uses it up; also done to links that a newer one replaces.</summary>
    public void Use(DateTimeOffset now) => UsedAt ??= now;

    sealed class Mapping : IEntityTypeConfiguration<AccountLink>
    {
        public void Configure(EntityTypeBuilder<AccountLink> row)
        {
            row.ToTable("account_link");
            row.HasKey(link => link.Id);
            row.Property(link => link.Hash).HasMaxLength(Secrets.HashLength).IsUnicode(false);
            row.HasOne<User>().WithMany().HasForeignKey(link => link.UserId);
            row.HasIndex(link => link.Hash).IsUnique();
        }
    }
}

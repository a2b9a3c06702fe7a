using BackOfficeFlow.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>A person with a sign-in. What they may do stands in their memberships, one per company.</summary>
[SharedRow("One person may work for several companies with one sign-in.")]
public sealed class User : IdentityUser<Guid>
{
    public string DisplayName { get; set; } = "";
    public DateTimeOffset Since { get; init; }

    public bool HasPassword => PasswordHash is not null;

    sealed class Mapping : IEntityTypeConfiguration<User>
    {
        public void Configure(EntityTypeBuilder<User> row)
        {
            row.ToTable("account");
            row.HasKey(user => user.Id);
            row.Ignore(user => user.HasPassword);
            // Neither telephone nor second factor are kept: what is not there cannot leak.
            row.Ignore(user => user.PhoneNumber);
            row.Ignore(user => user.PhoneNumberConfirmed);
            row.Ignore(user => user.TwoFactorEnabled);
            row.Property(user => user.UserName).HasMaxLength(254);
            row.Property(user => user.NormalizedUserName).HasMaxLength(254);
            row.Property(user => user.Email).HasMaxLength(254);
            row.Property(user => user.NormalizedEmail).HasMaxLength(254);
            row.Property(user => user.PasswordHash).HasMaxLength(500);
            row.Property(user => user.SecurityStamp).HasMaxLength(64);
            row.Property(user => user.ConcurrencyStamp).HasMaxLength(64).IsConcurrencyToken();
            row.HasIndex(user => user.NormalizedEmail).IsUnique();
        }
    }
}

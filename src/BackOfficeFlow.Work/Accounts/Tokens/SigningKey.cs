using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>A key that tokens are signed with, so that every node reads what another signed. It is kept encrypted by data protection.</summary>
[SharedRow("A token is checked before it is known whose it is.")]
public sealed class SigningKey
{
    /// <summary>Stands in the head of each token that it signed.</summary>
    public required Guid Id { get; init; }
    public required string Protected { get; init; }
    public required DateTimeOffset MadeAt { get; init; }

    sealed class Mapping : IEntityTypeConfiguration<SigningKey>
    {
        public void Configure(EntityTypeBuilder<SigningKey> row)
        {
            row.ToTable("signing_key");
            row.HasKey(key => key.Id);
            row.Property(key => key.Protected).HasMaxLength(1000).IsUnicode(false);
        }
    }
}

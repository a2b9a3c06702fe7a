using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>A key of ASP.NET Core's data protection (cookies, antiforgery, one-time links), so that every node reads what another wrote.</summary>
[SharedRow("Cookies are read before it is known whose they are.")]
public sealed class ProtectionKey
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Xml { get; init; }

    sealed class Mapping : IEntityTypeConfiguration<ProtectionKey>
    {
        public void Configure(EntityTypeBuilder<ProtectionKey> row)
        {
            row.ToTable("protection_key");
            row.HasKey(key => key.Id);
            row.Property(key => key.Xml).IsRequiredLongText();
        }
    }
}

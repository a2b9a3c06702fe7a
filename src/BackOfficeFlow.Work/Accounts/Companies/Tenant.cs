using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>A company whose work is done here.</summary>
[SharedRow("It is the tenant itself; people who work for several choose among them before one is active.")]
public sealed class Tenant
{
    public required string Id { get; init; }
    public required string Name { get; set; }

    /// <summary>The language its people and customers get when they have chosen none.</summary>
    public string Language { get; set; } = "es";

    /// <summary>The zone in which its pages show times.</summary>
    public string Zone { get; set; } = "Europe/Madrid";

    public required DateTimeOffset Since { get; init; }

    sealed class Mapping : IEntityTypeConfiguration<Tenant>
    {
        public void Configure(EntityTypeBuilder<Tenant> row)
        {
            row.ToTable("tenant");
            row.HasKey(tenant => tenant.Id);
            row.Property(tenant => tenant.Id).HasMaxLength(TenantRules.IdLength).IsUnicode(false);
            row.Property(tenant => tenant.Language).HasMaxLength(10);
            row.Property(tenant => tenant.Zone).HasMaxLength(60);
        }
    }
}

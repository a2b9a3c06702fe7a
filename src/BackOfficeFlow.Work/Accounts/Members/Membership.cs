using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Work.Accounts;

/// <summary>A person's place in a company: whether they may enter, and as what.</summary>
public sealed class Membership : ITenantRow, IRevisioned
{
    public string TenantId { get; set; } = "";
    public required Guid UserId { get; init; }
    public required DateTimeOffset Since { get; init; }
    public DateTimeOffset? DisabledAt { get; private set; }
    public int Revision { get; set; }

    string RoleList { get; set; } = "";

    public bool IsDisabled => DisabledAt is not null;

    public IReadOnlyList<string> Roles
    {
        get => RoleList.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        set => RoleList = string.Join(' ', Accounts.Roles.All.Where(value.Contains));
    }

    public void Disable(DateTimeOffset now) => DisabledAt ??= now;

    public void Enable() => DisabledAt = null;

    sealed class Mapping : IEntityTypeConfiguration<Membership>
    {
        public void Configure(EntityTypeBuilder<Membership> row)
        {
            row.ToTable("membership");
            row.HasKey(member => new { member.TenantId, member.UserId });
            row.Property(member => member.RoleList).HasColumnName("roles");
            row.Ignore(member => member.Roles);
            row.Ignore(member => member.IsDisabled);
            row.HasOne<User>().WithMany().HasForeignKey(member => member.UserId);
            row.HasOne<Tenant>().WithMany().HasForeignKey(member => member.TenantId);
            row.HasIndex(member => member.UserId);
        }
    }
}

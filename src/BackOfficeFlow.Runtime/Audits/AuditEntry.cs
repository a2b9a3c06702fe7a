using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Runtime;

/// <summary>Who did what to what. Written with the change itself; only ever added.</summary>
public sealed class AuditEntry : ITenantRow
{
    public long Sequence { get; set; }
    public string TenantId { get; set; } = "";
    public DateTimeOffset At { get; set; }
    public string Actor { get; set; } = "";
    public Guid? ActorId { get; set; }
    public string Action { get; set; } = "";
    public string SubjectType { get; set; } = "";
    public string SubjectId { get; set; } = "";
    public string? OperationId { get; set; }
    public string? Details { get; set; }

    sealed class Mapping : IEntityTypeConfiguration<AuditEntry>
    {
        public void Configure(EntityTypeBuilder<AuditEntry> builder)
        {
            builder.HasKey(entry => entry.Sequence);
            builder.Property(entry => entry.SubjectType).HasMaxLength(60);
            builder.Property(entry => entry.Action).HasMaxLength(80);
            builder.Property(entry => entry.Details).IsLongText();
            builder.HasIndex(entry => new { entry.TenantId, entry.SubjectType, entry.SubjectId });
            builder.HasIndex(entry => new { entry.TenantId, entry.Sequence }).IsUnique();
        }
    }
}

using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Runtime;

/// <summary>A command that was done under an operation id, and its answer: asked again, it answers the same and changes nothing.</summary>
public sealed class DoneOperation : ITenantRow
{
    public long Sequence { get; set; }
    public string TenantId { get; set; } = "";

    /// <summary>Whose id it is: one caller's ids mean nothing to another.</summary>
    public string Actor { get; set; } = "";
    public string OperationId { get; set; } = "";
    public string Command { get; set; } = "";
    public string? Answer { get; set; }
    public DateTimeOffset At { get; set; }

    sealed class Mapping : IEntityTypeConfiguration<DoneOperation>
    {
        public void Configure(EntityTypeBuilder<DoneOperation> builder)
        {
            builder.HasKey(operation => operation.Sequence);
            builder.Property(operation => operation.Answer).IsLongText();
            builder.HasIndex(operation => new { operation.TenantId, operation.OperationId, operation.Actor }).IsUnique();
            builder.HasIndex(operation => operation.At);
        }
    }
}

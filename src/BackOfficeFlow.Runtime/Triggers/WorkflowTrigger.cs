using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Runtime;

/// <summary>What starts instances of a published definition: a stimulus, or a time. Replaced when another version is published.</summary>
public sealed class WorkflowTrigger : ITenantRow
{
    public Guid Id { get; set; }
    public string TenantId { get; set; } = "";
    public string DefinitionId { get; set; } = "";
    public Guid ConfigurationItemId { get; set; }
    public string NodeId { get; set; } = "";
    public string Kind { get; set; } = "";
    public string EntryKey { get; set; } = "";

    /// <summary>Of kind and key, as a bookmark's.</summary>
    public byte[] Hash { get; set; } = [];
    public string? Payload { get; set; }

    sealed class Mapping : IEntityTypeConfiguration<WorkflowTrigger>
    {
        public void Configure(EntityTypeBuilder<WorkflowTrigger> builder)
        {
            builder.Property(trigger => trigger.Id).ValueGeneratedNever();
            builder.Property(trigger => trigger.Hash).HasMaxLength(32);
            builder.Property(trigger => trigger.EntryKey).IsRequiredLongText();
            builder.Property(trigger => trigger.Payload).IsLongText();
            builder.HasIndex(trigger => new { trigger.TenantId, trigger.Hash });
            builder.HasIndex(trigger => new { trigger.TenantId, trigger.DefinitionId });
        }
    }
}

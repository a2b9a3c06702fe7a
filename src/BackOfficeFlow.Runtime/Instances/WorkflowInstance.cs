using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Runtime;

/// <summary>One run of a workflow as it is stored: the engine's state document and what pages and searches ask about it.</summary>
public sealed class WorkflowInstance : ITenantRow
{
    public Guid Id { get; set; }
    public string TenantId { get; set; } = "";

    /// <summary>What people and letters call the case: short, and a mistyped one is noticed.</summary>
    public string CaseKey { get; set; } = "";
    public string DefinitionId { get; set; } = "";
    public int DefinitionVersion { get; set; }

    /// <summary>The stored version that the instance runs, whatever is published later.</summary>
    public Guid ConfigurationItemId { get; set; }

    /// <summary>The folder of the definition: its texts, forms and tables are looked up there.</summary>
    public string Area { get; set; } = "";
    public string Status { get; set; } = "";
    public string SubStatus { get; set; } = "";
    public string? Name { get; set; }
    public string? CorrelationId { get; set; }

    /// <summary>What the case is about, e.g. a shipment's id.</summary>
    public string? BusinessKey { get; set; }

    /// <summary>Definition and business key while the instance is open: unique, so that a second trigger joins instead of opening another case.</summary>
    public string? OpenKey { get; set; }
    public Guid? ParentInstanceId { get; set; }

    /// <summary>Open incidents.</summary>
    public int IncidentCount { get; set; }
    public bool NeedsAttention { get; set; }
    public int BurstCount { get; set; }
    public int Revision { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
    public byte[] State { get; set; } = [];

    public bool IsOpen => FinishedAt is null;

    internal static string? OpenKeyOf(string definitionId, string? businessKey) => businessKey is null ? null : $"{definitionId}|{businessKey}";

    sealed class Mapping : IEntityTypeConfiguration<WorkflowInstance>
    {
        public void Configure(EntityTypeBuilder<WorkflowInstance> builder)
        {
            builder.Property(instance => instance.CaseKey).HasMaxLength(16).IsUnicode(false);
            builder.Property(instance => instance.Status).HasMaxLength(20).IsUnicode(false);
            builder.Property(instance => instance.SubStatus).HasMaxLength(20).IsUnicode(false);
            builder.Property(instance => instance.OpenKey).HasMaxLength(401);
            builder.HasIndex(instance => new { instance.TenantId, instance.CaseKey }).IsUnique();
            builder.HasIndex(instance => new { instance.TenantId, instance.OpenKey }).IsUnique().HasFilter("open_key is not null");
            builder.HasIndex(instance => new { instance.TenantId, instance.CreatedAt });
            builder.HasIndex(instance => new { instance.TenantId, instance.DefinitionId }).HasFilter("finished_at is null");
            builder.HasIndex(instance => new { instance.TenantId, instance.CorrelationId }).HasFilter("correlation_id is not null");
            builder.HasIndex(instance => new { instance.TenantId, instance.BusinessKey }).HasFilter("business_key is not null");
            builder.HasIndex(instance => instance.ParentInstanceId).HasFilter("parent_instance_id is not null");
            builder.Ignore(instance => instance.IsOpen);
        }
    }
}

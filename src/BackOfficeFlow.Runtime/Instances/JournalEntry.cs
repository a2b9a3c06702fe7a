using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Runtime;

/// <summary>What happened in one burst of an instance, in order: history costs one row a burst. Only ever added.</summary>
public sealed class JournalEntry : ITenantRow
{
    public long Sequence { get; set; }
    public string TenantId { get; set; } = "";
    public Guid InstanceId { get; set; }
    public int Burst { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>Who set it off, by name.</summary>
    public string Actor { get; set; } = "";
    public Guid? ActorId { get; set; }

    /// <summary>Start, Resume, Retry or Cancel.</summary>
    public string Cause { get; set; } = "";
    public string? OperationId { get; set; }

    /// <summary>The events as compact JSON; read them with <see cref="JournalText"/>.</summary>
    public string Events { get; set; } = "[]";

    sealed class Mapping : IEntityTypeConfiguration<JournalEntry>
    {
        public void Configure(EntityTypeBuilder<JournalEntry> builder)
        {
            builder.HasKey(entry => entry.Sequence);
            builder.Property(entry => entry.Cause).HasMaxLength(20).IsUnicode(false);
            builder.Property(entry => entry.Events).IsRequiredLongText();
            builder.HasIndex(entry => new { entry.InstanceId, entry.Burst });
        }
    }
}

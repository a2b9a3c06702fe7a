using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Runtime;

/// <summary>Something to be done outside the transaction that wrote it: a mail, a call, a signal to another instance. Done at least once, asked for once.</summary>
public sealed class OutboxEntry : ITenantRow
{
    public long Sequence { get; set; }
    public string TenantId { get; set; } = "";
    public Guid? InstanceId { get; set; }
    public string Kind { get; set; } = "";

    /// <summary>The idempotency key, unique within tenant and kind.</summary>
    public string EntryKey { get; set; } = "";
    public string Payload { get; set; } = "{}";
    public OutboxState State { get; set; }

    /// <summary>When a node may take it; null when it is done with.</summary>
    public DateTimeOffset? VisibleAt { get; set; }
    public Guid? LeaseId { get; set; }

    /// <summary>The node whose lease it is: the others take over when that is silent.</summary>
    public Guid? LeaseNode { get; set; }
    public int Attempts { get; set; }
    public string? LastError { get; set; }

    /// <summary>Of a signal that nobody waits for yet: what it would wake.</summary>
    public byte[]? Hash { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? DoneAt { get; set; }

    sealed class Mapping : IEntityTypeConfiguration<OutboxEntry>
    {
        public void Configure(EntityTypeBuilder<OutboxEntry> builder)
        {
            builder.HasKey(entry => entry.Sequence);
            builder.Property(entry => entry.Kind).HasMaxLength(60);
            builder.Property(entry => entry.EntryKey).HasMaxLength(300);
            builder.Property(entry => entry.Payload).IsRequiredLongText();
            builder.Property(entry => entry.State).HasMaxLength(20).IsUnicode(false);
            builder.Property(entry => entry.LastError).HasMaxLength(2000);
            builder.Property(entry => entry.Hash).HasMaxLength(32);
            builder.HasIndex(entry => new { entry.TenantId, entry.Kind, entry.EntryKey }).IsUnique();
            builder.HasIndex(entry => entry.VisibleAt).HasFilter("visible_at is not null");
            builder.HasIndex(entry => new { entry.TenantId, entry.Hash }).HasFilter("hash is not null");
            builder.HasIndex(entry => entry.InstanceId).HasFilter("instance_id is not null");
        }
    }
}

/// <summary>How far an outbox entry has come.</summary>
public enum OutboxState
{
    /// <summary>To be done, or tried again.</summary>
    Waiting,
    /// <summary>A signal that came before anybody waited for it; kept until its time is over.</summary>
    Early,
    Delivered,
    /// <summary>Given up after the last attempt; a person may ask for another.</summary>
    Dead
}

using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Work.Queues;

/// <summary>A person who may take the tasks of a queue.</summary>
public sealed class QueueMember : ITenantRow
{
    public string TenantId { get; set; } = "";
    public required string QueueKey { get; init; }
    public required Guid UserId { get; init; }
    public required DateTimeOffset Since { get; init; }

    sealed class Mapping : IEntityTypeConfiguration<QueueMember>
    {
        public void Configure(EntityTypeBuilder<QueueMember> row)
        {
            row.ToTable("work_queue_member");
            row.HasKey(member => new { member.TenantId, member.QueueKey, member.UserId });
            row.Property(member => member.QueueKey).HasMaxLength(Queue.KeyLength);
            row.HasIndex(member => new { member.TenantId, member.UserId });
        }
    }
}

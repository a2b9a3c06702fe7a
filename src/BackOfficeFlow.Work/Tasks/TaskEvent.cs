using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>Something that was done to a task. Only ever added.</summary>
public sealed class TaskEvent : ITenantRow
{
    public long Sequence { get; init; }
    public string TenantId { get; set; } = "";
    public required Guid TaskId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required TaskMove Move { get; init; }
    public required TaskState State { get; init; }
    public Guid? PersonId { get; init; }
    public required string PersonName { get; init; }
    public string? Note { get; init; }

    sealed class Mapping : IEntityTypeConfiguration<TaskEvent>
    {
        public void Configure(EntityTypeBuilder<TaskEvent> row)
        {
            row.ToTable("user_task_event");
            row.HasKey(happened => happened.Sequence);
            row.Property(happened => happened.Note).IsLongText();
            row.HasIndex(happened => new { happened.TenantId, happened.TaskId });
        }
    }
}

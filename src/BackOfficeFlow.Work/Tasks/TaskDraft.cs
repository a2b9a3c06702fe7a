using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>What a person has typed into a task's form so far: nothing typed is ever lost, and it waits on any machine.</summary>
public sealed class TaskDraft : ITenantRow
{
    public string TenantId { get; set; } = "";
    public required Guid TaskId { get; init; }
    public required Guid UserId { get; init; }

    /// <summary>The form's values, unchecked (a JSON object).</summary>
    public required string Values { get; set; }
    public string? Comment { get; set; }
    public required DateTimeOffset SavedAt { get; set; }

    sealed class Mapping : IEntityTypeConfiguration<TaskDraft>
    {
        public void Configure(EntityTypeBuilder<TaskDraft> row)
        {
            row.ToTable("user_task_draft");
            row.HasKey(draft => new { draft.TenantId, draft.TaskId, draft.UserId });
            row.Property(draft => draft.Values).IsRequiredLongText();
            row.Property(draft => draft.Comment).IsLongText();
        }
    }
}

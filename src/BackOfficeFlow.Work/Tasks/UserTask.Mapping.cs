using System.Text.Json;
using BackOfficeFlow.Data;
using BackOfficeFlow.Work.Queues;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BackOfficeFlow.Work.Tasks;

public sealed partial class UserTask
{
    sealed class Mapping : IEntityTypeConfiguration<UserTask>
    {
        public void Configure(EntityTypeBuilder<UserTask> row)
        {
            row.ToTable("user_task");
            row.Ignore(task => task.NewEvents);
            row.Ignore(task => task.FourEyes);
            row.Ignore(task => task.WaitsFor);
            row.Ignore(task => task.IsOpen);
            row.Property(task => task.ExecutionId).HasMaxLength(100);
            row.Property(task => task.WaitKind).HasMaxLength(80);
            row.Property(task => task.WaitKey).HasMaxLength(100);
            row.Property(task => task.QueueKey).HasMaxLength(Queue.KeyLength);
            row.Property(task => task.Role).HasMaxLength(Queue.KeyLength);
            row.Property(task => task.Title).HasMaxLength(400);
            row.Property(task => task.TitleArguments).IsRequiredLongText();
            row.Property(task => task.Instructions).IsLongText();
            row.Property(task => task.Facts).IsRequiredLongText();
            row.Property(task => task.Prefill).IsRequiredLongText();
            row.Property(task => task.Result).IsLongText();
            row.Property(task => task.Comment).IsLongText();
            row.Property(task => task.SuspendReason).HasMaxLength(400);
            row.Property(task => task.CancelReason).HasMaxLength(400);
            row.Property(task => task.SearchText).IsRequiredLongText();
            row.Property(task => task.Outcomes).HasMaxLength(-1).HasConversion(OutcomesAsJson, SameOutcomes);
            row.Property(task => task.ExcludedUsers).IsRequiredLongText();
            row.Property(task => task.ExcludedSteps).IsRequiredLongText();

            row.HasIndex(task => new { task.TenantId, task.InstanceId, task.ExecutionId });
            row.HasIndex(task => new { task.TenantId, task.State, task.QueueKey, task.Priority, task.DueAt });
            row.HasIndex(task => new { task.TenantId, task.AssigneeId, task.State });
        }

        static readonly ValueConverter<List<TaskOutcome>, string> OutcomesAsJson = new(
            list => JsonSerializer.Serialize(list, JsonSerializerOptions.Web),
            text => JsonSerializer.Deserialize<List<TaskOutcome>>(text, JsonSerializerOptions.Web)!);

        static readonly ValueComparer<List<TaskOutcome>> SameOutcomes = new(
            (left, right) => left!.SequenceEqual(right!),
            list => list.Aggregate(0, (hash, item) => HashCode.Combine(hash, item)),
            list => list.ToList());
    }
}

using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Activities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Runtime;

/// <summary>Something that falls due: one row per kind and key. It commits with whatever armed it, and any node may fire it.</summary>
public sealed class ArmedTimer : ITenantRow
{
    public long Sequence { get; set; }
    public string TenantId { get; set; } = "";
    public string Kind { get; set; } = "";
    public string EntryKey { get; set; } = "";
    public Guid? InstanceId { get; set; }
    public DateTimeOffset DueAt { get; set; }

    /// <summary>When a node may take it: when due, when a lease has run out, or after a failed attempt. Null: given up, a person has to look.</summary>
    public DateTimeOffset? VisibleAt { get; set; }

    /// <summary>Who fires it now; a node whose lease was taken over changes nothing.</summary>
    public Guid? LeaseId { get; set; }

    /// <summary>The node whose lease it is: the others take over when that is silent.</summary>
    public Guid? LeaseNode { get; set; }
    public int Attempts { get; set; }
    public string? LastError { get; set; }
    public string? Payload { get; set; }

    /// <summary>The calendar by which the due time was worked out; null: no calendar moves it.</summary>
    public string? PlanCalendar { get; set; }
    public string? PlanTerms { get; set; }
    public DateTimeOffset? PlanStart { get; set; }

    internal static ArmedTimer Due(string tenantId, string kind, string key, DateTimeOffset due, DuePlan? plan) => new()
    {
        TenantId = tenantId,
        Kind = kind,
        EntryKey = key,
        DueAt = due,
        VisibleAt = due,
        PlanCalendar = plan?.Calendar,
        PlanTerms = plan?.Terms,
        PlanStart = plan is null ? null : UtcMicroseconds.Cut(plan.Start)
    };

    sealed class Mapping : IEntityTypeConfiguration<ArmedTimer>
    {
        public void Configure(EntityTypeBuilder<ArmedTimer> builder)
        {
            builder.HasKey(timer => timer.Sequence);
            builder.Property(timer => timer.Kind).HasMaxLength(60);
            builder.Property(timer => timer.LastError).HasMaxLength(2000);
            builder.Property(timer => timer.Payload).IsLongText();
            builder.Property(timer => timer.PlanCalendar).HasMaxLength(100);
            builder.Property(timer => timer.PlanTerms).HasMaxLength(200);
            builder.HasIndex(timer => new { timer.TenantId, timer.Kind, timer.EntryKey }).IsUnique();
            builder.HasIndex(timer => new { timer.TenantId, timer.PlanCalendar, timer.Sequence }).HasFilter("plan_calendar is not null");
            builder.HasIndex(timer => timer.VisibleAt).HasFilter("visible_at is not null");
            builder.HasIndex(timer => timer.InstanceId).HasFilter("instance_id is not null");
        }
    }
}

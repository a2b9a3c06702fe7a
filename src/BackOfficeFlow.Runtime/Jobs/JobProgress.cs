using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Runtime;

/// <summary>How far a long job is for one company: one row per job, which the next run takes over.</summary>
public sealed class JobProgress : ITenantRow
{
    public string TenantId { get; set; } = "";

    /// <summary>What is done, e.g. "retention:outbox".</summary>
    public string JobKey { get; set; } = "";
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When it last said how far it is.</summary>
    public DateTimeOffset SaidAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How many rows it has dealt with so far.</summary>
    public long Done { get; set; }

    /// <summary>Why it could not go on; null when it could.</summary>
    public string? Failure { get; set; }

    sealed class Mapping : IEntityTypeConfiguration<JobProgress>
    {
        public void Configure(EntityTypeBuilder<JobProgress> builder)
        {
            builder.HasKey(job => new { job.TenantId, job.JobKey });
            builder.Property(job => job.JobKey).HasMaxLength(120);
            builder.Property(job => job.Failure).HasMaxLength(2000);
        }
    }
}

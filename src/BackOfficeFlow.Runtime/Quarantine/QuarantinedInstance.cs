using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Runtime;

/// <summary>An instance that cannot go on, whatever its steps do: it cannot be opened, or its burst never commits. It rests until a person asks for another try.</summary>
public sealed class QuarantinedInstance : ITenantRow
{
    public Guid InstanceId { get; set; }
    public string TenantId { get; set; } = "";
    public string Cause { get; set; } = "";
    public DateTimeOffset Since { get; set; }

    sealed class Mapping : IEntityTypeConfiguration<QuarantinedInstance>
    {
        public void Configure(EntityTypeBuilder<QuarantinedInstance> builder)
        {
            builder.HasKey(instance => instance.InstanceId);
            builder.Property(instance => instance.InstanceId).ValueGeneratedNever();
            builder.Property(instance => instance.Cause).HasMaxLength(2000);
            builder.HasIndex(instance => new { instance.TenantId, instance.Since });
        }
    }
}

/// <summary>It goes with its instance.</summary>
sealed class QuarantineRemains(BackOfficeDb db) : IInstanceRemains
{
    public Task Remove(IReadOnlyList<Guid> instanceIds, CancellationToken cancel) =>
        db.Set<QuarantinedInstance>().Where(instance => instanceIds.Contains(instance.InstanceId)).ExecuteDeleteAsync(cancel);
}

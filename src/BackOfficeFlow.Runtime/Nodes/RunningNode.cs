using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Runtime;

/// <summary>A process that works on this database, and when it last said so.</summary>
[SharedRow("A node works for every tenant.")]
public sealed class RunningNode
{
    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public string Version { get; set; } = "";
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset SeenAt { get; set; }

    sealed class Mapping : IEntityTypeConfiguration<RunningNode>
    {
        public void Configure(EntityTypeBuilder<RunningNode> builder)
        {
            builder.HasKey(node => node.Id);
            builder.Property(node => node.Name).HasMaxLength(60);
            builder.Property(node => node.Version).HasMaxLength(60);
        }
    }
}

using System.Security.Cryptography;
using System.Text;
using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Runtime;

/// <summary>A place where an instance waits, found by what it waits for.</summary>
public sealed class WorkflowBookmark : ITenantRow
{
    public Guid Id { get; set; }
    public string TenantId { get; set; } = "";
    public Guid InstanceId { get; set; }
    public string NodeId { get; set; } = "";
    public string ExecutionId { get; set; } = "";
    public string Kind { get; set; } = "";

    /// <summary>What of that kind: compared letter by letter, and only shown; the hash finds it.</summary>
    public string EntryKey { get; set; } = "";
    public byte[] Hash { get; set; } = [];
    public DateTimeOffset? DueAt { get; set; }
    public string? Payload { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Kind and key in a form that every database can index, whatever the key's length.</summary>
    public static byte[] HashOf(string kind, string key) => SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\0{key}"));

    sealed class Mapping : IEntityTypeConfiguration<WorkflowBookmark>
    {
        public void Configure(EntityTypeBuilder<WorkflowBookmark> builder)
        {
            builder.Property(bookmark => bookmark.Id).ValueGeneratedNever();
            builder.Property(bookmark => bookmark.Hash).HasMaxLength(32);
            builder.Property(bookmark => bookmark.EntryKey).IsRequiredLongText();
            builder.Property(bookmark => bookmark.Payload).IsLongText();
            builder.HasIndex(bookmark => new { bookmark.TenantId, bookmark.Hash });
            builder.HasIndex(bookmark => bookmark.InstanceId);
        }
    }
}

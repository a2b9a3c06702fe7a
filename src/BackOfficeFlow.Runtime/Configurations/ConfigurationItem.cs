using System.Security.Cryptography;
using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// One version of something a designer configures: a definition, a form, a decision table, texts, a template. The bytes come back as they
/// came in. A published version never changes; an edit is a new version.
/// </summary>
public sealed class ConfigurationItem : ITenantRow
{
    public Guid Id { get; set; }
    public string TenantId { get; set; } = "";

    /// <summary>One of <see cref="ConfigurationKinds"/>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>A definition's id; of others "area/name", e.g. "orders/verify-with-carrier"; of texts "area/es".</summary>
    public string EntryKey { get; set; } = "";
    public int Version { get; set; }
    public string Area { get; set; } = "";
    public byte[] Content { get; set; } = [];

    /// <summary>SHA-256 of the content, in hexadecimal.</summary>
    public string Hash { get; set; } = "";
    public ConfigurationSource Source { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public string CreatedBy { get; set; } = "";
    public string? Comment { get; set; }

    /// <summary>Null while it is a draft.</summary>
    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>The newest version of its key.</summary>
    public bool IsLatest { get; set; }

    /// <summary>The published version that new cases take.</summary>
    public bool IsPublished { get; set; }

    /// <summary>The file of the configuration folder that somebody has looked at, and kept this version over; null: there was no such question.</summary>
    public string? KeptOverHash { get; set; }

    /// <summary>Latest, and not published (yet).</summary>
    public bool IsDraft => IsLatest && PublishedAt is null;

    internal void Change(byte[] content, ConfigurationSource source, string? comment) =>
        (Content, Hash, Source, Comment) = (content, HashOf(content), source, comment);

    public static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    sealed class Mapping : IEntityTypeConfiguration<ConfigurationItem>
    {
        public void Configure(EntityTypeBuilder<ConfigurationItem> builder)
        {
            builder.Ignore(item => item.IsDraft);
            builder.Property(item => item.Kind).HasMaxLength(40);
            builder.Property(item => item.Hash).HasMaxLength(64).IsUnicode(false);
            builder.Property(item => item.KeptOverHash).HasMaxLength(64).IsUnicode(false);
            builder.Property(item => item.Comment).HasMaxLength(2000);
            builder.HasIndex(item => new { item.TenantId, item.Kind, item.EntryKey, item.Version }).IsUnique();
        }
    }
}

/// <summary>Where a version was made.</summary>
public enum ConfigurationSource
{
    /// <summary>Imported from the configuration folder.</summary>
    File,
    /// <summary>Edited in the product.</summary>
    Here
}

/// <summary>The kinds of things that a designer configures.</summary>
public static class ConfigurationKinds
{
    public const string Definition = "definition";
    public const string Form = "form";
    public const string Table = "table";
    public const string Texts = "texts";
    public const string Template = "template";
}

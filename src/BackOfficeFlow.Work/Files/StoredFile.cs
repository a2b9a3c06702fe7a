using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Work.Files;

/// <summary>A file that somebody gave us or that we made: its name and kind. Its bytes stand once in <see cref="StoredContent"/>, however many files hold them.</summary>
public sealed class StoredFile : ITenantRow
{
    public const int NameLength = 200;

    public Guid Id { get; init; }
    public string TenantId { get; set; } = "";
    public Guid ContentId { get; init; }
    public required string Name { get; init; }

    /// <summary>What the bytes are, decided by their signature and never by the name.</summary>
    public required string ContentType { get; init; }

    public required string Sha256 { get; init; }
    public long Size { get; init; }
    public DateTimeOffset StoredAt { get; init; }
    public required string StoredBy { get; init; }

    /// <summary>When something that is kept first spoke of it: a finished task, an import, a message. One that nothing speaks of is forgotten after a while.</summary>
    public DateTimeOffset? KeptAt { get; set; }

    /// <summary>Why nobody may open it (macros, encryption); null when it may be opened.</summary>
    public FileDanger? Danger { get; init; }

    public static StoredFile Of(StoredContent content, string name, FileKind kind, FileDanger? danger, string storedBy, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        ContentId = content.Id,
        Name = FileNames.Clean(name),
        ContentType = kind.ContentType,
        Sha256 = content.Sha256,
        Size = content.Size,
        StoredAt = now,
        StoredBy = storedBy,
        Danger = danger
    };

    sealed class Mapping : IEntityTypeConfiguration<StoredFile>
    {
        public void Configure(EntityTypeBuilder<StoredFile> file)
        {
            file.ToTable("StoredFile");
            file.HasKey(row => row.Id);
            file.Property(row => row.Sha256).HasMaxLength(64).IsUnicode(false);
            file.Property(row => row.ContentType).HasMaxLength(100).IsUnicode(false);
            file.HasIndex(row => new { row.TenantId, row.ContentId });
            file.HasIndex(row => new { row.TenantId, row.StoredAt }).HasFilter("kept_at is null");
            file.HasOne<StoredContent>().WithMany().HasForeignKey(row => row.ContentId);
        }
    }
}

/// <summary>Why a file is kept in quarantine.</summary>
public enum FileDanger
{
    /// <summary>It bears macros.</summary>
    Macros,
    /// <summary>It is encrypted: nobody can look inside before opening it.</summary>
    Encrypted
}

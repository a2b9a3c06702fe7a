using System.Security.Cryptography;
using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BackOfficeFlow.Work.Files;

/// <summary>
/// Bytes, addressed by what they are: the same bytes are kept once per tenant. While they arrive piece by piece they have an address of
/// their own, so that a broken upload never looks like a whole file.
/// </summary>
public sealed class StoredContent : ITenantRow
{
    /// <summary>Bytes are cut into rows of this size: one row fits every database and little memory.</summary>
    public const int ChunkSize = 256 * 1024;

    public Guid Id { get; init; }
    public string TenantId { get; set; } = "";
    public required string Address { get; set; }
    public long Size { get; set; }
    public DateTimeOffset BegunAt { get; init; }

    public bool IsWhole => Address.StartsWith(WholePrefix, StringComparison.Ordinal);
    public string Sha256 => Address[WholePrefix.Length..];

    const string WholePrefix = "sha256:";

    public static string AddressOf(string sha256) => WholePrefix + sha256;

    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static StoredContent Whole(ReadOnlyMemory<byte> bytes, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Address = AddressOf(HashOf(bytes.Span)),
        Size = bytes.Length,
        BegunAt = now
    };

    public static StoredContent Arriving(DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return new() { Id = id, Address = $"upload:{id:N}", BegunAt = now };
    }

    public void Finish(string sha256, long size)
    {
        Address = AddressOf(sha256);
        Size = size;
    }

    /// <summary>The rows that hold these bytes.</summary>
    public IEnumerable<StoredChunk> Cut(ReadOnlyMemory<byte> bytes)
    {
        for (var number = 0; number * ChunkSize < bytes.Length; number++)
        {
            var start = number * ChunkSize;
            yield return new StoredChunk { ContentId = Id, Number = number, Bytes = bytes.Slice(start, Math.Min(ChunkSize, bytes.Length - start)).ToArray() };
        }
    }

    sealed class Mapping : IEntityTypeConfiguration<StoredContent>
    {
        public void Configure(EntityTypeBuilder<StoredContent> content)
        {
            content.ToTable("StoredContent");
            content.HasKey(row => row.Id);
            content.Property(row => row.Address).HasMaxLength(80).IsUnicode(false);
            content.HasIndex(row => new { row.TenantId, row.Address }).IsUnique();
            content.Ignore(row => row.IsWhole).Ignore(row => row.Sha256);
        }
    }
}

/// <summary>A piece of stored bytes.</summary>
public sealed class StoredChunk : ITenantRow
{
    public string TenantId { get; set; } = "";
    public Guid ContentId { get; init; }
    public int Number { get; init; }
    public required byte[] Bytes { get; init; }

    sealed class Mapping : IEntityTypeConfiguration<StoredChunk>
    {
        public void Configure(EntityTypeBuilder<StoredChunk> chunk)
        {
            chunk.ToTable("StoredChunk");
            chunk.HasKey(row => new { row.ContentId, row.Number });
            chunk.HasOne<StoredContent>().WithMany().HasForeignKey(row => row.ContentId);
        }
    }
}

using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Files;

/// <summary>Keeps and opens files within the scope's own transaction. What it adds is saved when the caller saves.</summary>
public sealed class FileShelf(BackOfficeDb db, CurrentCaller current, TimeProvider clock)
{
    /// <summary>Keeps bytes that are already in memory.</summary>
    /// <exception cref="RuleBrokenException">They are nothing that we take.</exception>
    public async Task<StoredFile> Keep(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        await using var stream = new MemoryStream(bytes.ToArray(), writable: false);
        var found = await FileCheck.Check(name, stream, cancel);
        return await Keep(name, bytes, found, cancel);
    }

    /// <summary>Keeps bytes that we made ourselves, so that we know what they are.</summary>
    public async Task<StoredFile> Keep(string name, ReadOnlyMemory<byte> bytes, CheckedBytes found, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var fresh = StoredContent.Whole(bytes, now);
        var content = await Standing(fresh.Address, cancel) ?? Add(fresh, bytes);
        var file = StoredFile.Of(content, name, found.Kind, found.Danger, current.Caller.Name, now);
        file.KeptAt = now;
        db.Add(file);
        return file;
    }

    /// <summary>Opens a file of this tenant; null when there is none.</summary>
    public async Task<OpenedFile?> Open(Guid fileId, CancellationToken cancel)
    {
        var file = await db.Set<StoredFile>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == fileId, cancel);
        return file is null ? null : new OpenedFile(file, Stream(file.ContentId, file.Size));
    }

    /// <summary>The bytes of a content, readable as long as this scope lives.</summary>
    public Stream Stream(Guid contentId, long size) => new ChunkStream(size, (number, cancel) => Chunk(db, contentId, number, cancel));

    internal static Task<byte[]?> Chunk(BackOfficeDb db, Guid contentId, int number, CancellationToken cancel) =>
        db.Set<StoredChunk>().AsNoTracking()
            .Where(row => row.ContentId == contentId && row.Number == number)
            .Select(row => (byte[]?)row.Bytes)
            .FirstOrDefaultAsync(cancel);

    async Task<StoredContent?> Standing(string address, CancellationToken cancel) =>
        db.Set<StoredContent>().Local.FirstOrDefault(row => row.Address == address)
        ?? await db.Set<StoredContent>().FirstOrDefaultAsync(row => row.Address == address, cancel);

    StoredContent Add(StoredContent content, ReadOnlyMemory<byte> bytes)
    {
        db.Add(content);
        db.AddRange(content.Cut(bytes));
        return content;
    }
}

/// <summary>A file and its bytes.</summary>
public sealed record OpenedFile(StoredFile File, Stream Bytes);

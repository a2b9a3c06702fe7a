using System.Security.Cryptography;
using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Work.Files;

/// <summary>
/// Takes a large file piece by piece: each piece is a transaction of its own, so that a slow line never holds the database, and memory
/// stays at one piece. Until it is finished nobody sees it; if it breaks off it is forgotten.
/// </summary>
public sealed class Uploads(Requests requests)
{
    /// <summary>
    /// Takes it all, or nothing. <paramref name="seen"/> is told each piece as it passes: who must know the bytes need not read them again.
    /// <paramref name="check"/> refuses, by an exception, what the file turned out to be, before anybody sees it.
    /// </summary>
    /// <exception cref="FileTooLargeException">More than <paramref name="maxBytes"/> came.</exception>
    public async Task<FileLine> Take(string name, Stream source, long maxBytes, Action<ReadOnlySpan<byte>>? seen, CancellationToken cancel, Action<CheckedBytes>? check = null)
    {
        var contentId = await requests.Send(new BeginUpload(), cancel);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var piece = new byte[StoredContent.ChunkSize];
            long size = 0;
            for (var number = 0; ; number++)
            {
                var length = await source.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, cancel);
                if (length == 0)
                    break;

                size += length;
                if (size > maxBytes)
                    throw new FileTooLargeException(maxBytes);

                hash.AppendData(piece, 0, length);
                seen?.Invoke(piece.AsSpan(0, length));
                await requests.Send(new AppendChunk(contentId, number, piece.AsMemory(0, length).ToArray()), cancel);
                if (length < piece.Length)
                    break;
            }

            return await requests.Send(new FinishUpload(contentId, name, Convert.ToHexStringLower(hash.GetHashAndReset()), size) { Check = check }, cancel);
        }
        catch
        {
            // The line may be gone, and with it the caller's patience; the rows must go anyway. If this fails too, the timer forgets them.
            await requests.Send(new DropUpload(contentId), CancellationToken.None);
            throw;
        }
    }
}

/// <summary>More came than is taken. Answered as 413.</summary>
public sealed class FileTooLargeException(long maxBytes) : Exception(Texts.Of("TooLarge", FileSizes.Say(maxBytes)))
{
    public long MaxBytes { get; } = maxBytes;
}

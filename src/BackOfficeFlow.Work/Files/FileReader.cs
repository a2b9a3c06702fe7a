using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Work.Files;

/// <summary>Reads stored bytes from a page or endpoint: each piece by a request of its own, so that a slow reader holds no transaction open.</summary>
public sealed class FileReader(Requests requests)
{
    public Stream Open(FileLine file) => Open(file.ContentId, file.Size);

    public Stream Open(Guid contentId, long size) =>
        new ChunkStream(size, (number, cancel) => requests.Send(new ReadChunk(contentId, number), cancel));

    public async Task<byte[]> ReadAll(FileLine file, CancellationToken cancel)
    {
        var all = new MemoryStream((int)file.Size);
        await Open(file).CopyToAsync(all, cancel);
        return all.ToArray();
    }
}

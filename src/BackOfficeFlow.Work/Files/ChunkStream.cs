namespace BackOfficeFlow.Work.Files;

/// <summary>Stored bytes as a stream that can be read from any place, one piece in memory at a time.</summary>
sealed class ChunkStream(long size, Func<int, CancellationToken, Task<byte[]?>> read) : Stream
{
    byte[] chunk = [];
    int held = -1;

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => size;
    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancel = default)
    {
        if (Position >= size || buffer.Length == 0)
            return 0;

        var number = (int)(Position / StoredContent.ChunkSize);
        if (number != held)
        {
            chunk = await read(number, cancel) ?? throw new EndOfStreamException($"Piece {number} of the stored bytes is missing.");
            held = number;
        }

        var start = (int)(Position % StoredContent.ChunkSize);
        var count = Math.Min(buffer.Length, chunk.Length - start);
        chunk.AsMemory(start, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancel) =>
        ReadAsync(buffer.AsMemory(offset, count), cancel).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Stored bytes come from the database: read them asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => size + offset
    };

    public override void Flush() { }
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

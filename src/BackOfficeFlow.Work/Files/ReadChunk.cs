using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;

namespace BackOfficeFlow.Work.Files;

/// <summary>One piece of a file's bytes; null behind the end.</summary>
[SentBy(Senders.Clerks)]
public sealed record ReadChunk(Guid ContentId, int Number) : IRequest<byte[]?>
{
    public sealed class Handler(BackOfficeDb db) : IRequestHandler<ReadChunk, byte[]?>
    {
        public Task<byte[]?> Handle(ReadChunk request, CancellationToken cancel) =>
            FileShelf.Chunk(db, request.ContentId, request.Number, cancel);
    }
}

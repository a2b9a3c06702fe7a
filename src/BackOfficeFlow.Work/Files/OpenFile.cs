using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Files;

/// <summary>What a file is; null when this tenant has none with that id. Its bytes are read piece by piece (<see cref="FileReader"/>).</summary>
[SentBy(Senders.Clerks)]
public sealed record OpenFile(Guid FileId) : IRequest<FileLine?>
{
    public sealed class Handler(BackOfficeDb db) : IRequestHandler<OpenFile, FileLine?>
    {
        public async Task<FileLine?> Handle(OpenFile request, CancellationToken cancel)
        {
            var file = await db.Set<StoredFile>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == request.FileId, cancel);
            return file is null ? null : FileLine.Of(file);
        }
    }
}

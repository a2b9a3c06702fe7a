using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using FluentValidation;
using FluentValidation.Results;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Files;

/// <summary>All pieces are there: from now on it is a file. If the same bytes stand already, the new pieces go.</summary>
[SentBy(Senders.Clerks)]
sealed record FinishUpload(Guid ContentId, string Name, string Sha256, long Size) : IRequest<FileLine>
{
    /// <summary>Refuses, by an exception, what the bytes turned out to be.</summary>
    public Action<CheckedBytes>? Check { get; init; }

    public sealed class Handler(BackOfficeDb db, FileShelf shelf, CurrentCaller current, Timers timers, TimeProvider clock) : IRequestHandler<FinishUpload, FileLine>
    {
        public async Task<FileLine> Handle(FinishUpload request, CancellationToken cancel)
        {
            if (request.Size == 0)
                throw new ValidationException([new ValidationFailure("file", Texts.Of("Empty"))]);

            var found = await FileCheck.Check(request.Name, shelf.Stream(request.ContentId, request.Size), cancel);
            request.Check?.Invoke(found);
            var address = StoredContent.AddressOf(request.Sha256);
            var content = await db.Set<StoredContent>().FirstOrDefaultAsync(row => row.Address == address, cancel);
            if (content is null)
            {
                content = await db.Set<StoredContent>().SingleAsync(row => row.Id == request.ContentId, cancel);
                content.Finish(request.Sha256, request.Size);
            }
            else
                await DropUpload.Drop(db, request.ContentId, cancel);

            timers.Disarm(ForgetUpload.TimerKind, request.ContentId.ToString());
            var file = StoredFile.Of(content, request.Name, found.Kind, found.Danger, current.Caller.Name, clock.GetUtcNow());
            db.Add(file);
            await db.SaveChangesAsync(cancel);
            return FileLine.Of(file);
        }
    }
}

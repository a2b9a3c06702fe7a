using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Files;
using FluentValidation;
using MediatR;

namespace BackOfficeFlow.Work.Imports;

/// <summary>Makes an import of an uploaded file; nothing is taken in before a person has seen the preview and started it.</summary>
[SentBy(Senders.Clerks)]
public sealed record BeginImport(string Kind, FileLine File, CsvEncoding Encoding) : IRequest<Guid>
{
    public sealed class Validator : AbstractValidator<BeginImport>
    {
        public Validator(ImportKinds kinds) =>
            RuleFor(request => request.Kind).Must(kind => kinds.Find(kind) is not null).WithMessage(request => Texts.Of("UnknownKind", request.Kind, kinds.Known));
    }

    public sealed class Handler(BackOfficeDb db, FileShelf shelf, MentionedFiles mentioned, ImportKinds kinds, CurrentCaller current, TimeProvider clock) : IRequestHandler<BeginImport, Guid>
    {
        public async Task<Guid> Handle(BeginImport request, CancellationToken cancel)
        {
            var now = clock.GetUtcNow();
            var job = new ImportJob
            {
                Id = Guid.CreateVersion7(now),
                Kind = request.Kind,
                FileId = request.File.Id,
                ContentId = request.File.ContentId,
                FileName = request.File.Name,
                Size = request.File.Size,
                CreatedAt = now,
                CreatedBy = current.Caller.Name
            };
            var file = shelf.Stream(job.ContentId, job.Size);
            job.Describe(await CsvGuess.Format(file, request.Encoding, kinds.Find(request.Kind)!.Fields, cancel));
            db.Add(job);
            await mentioned.Keep(job.FileId, now, cancel);
            await db.SaveChangesAsync(cancel);
            return job.Id;
        }
    }
}

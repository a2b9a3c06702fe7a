using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Files;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Imports;

/// <summary>A page of refused rows, for the download; null when there is no such import.</summary>
[SentBy(Senders.Clerks)]
public sealed record ReadImportErrors(Guid JobId, long After, int Take = 1000) : IRequest<ImportErrorPage?>
{
    public sealed class Handler(BackOfficeDb db, FileShelf shelf, ImportKinds kinds) : IRequestHandler<ReadImportErrors, ImportErrorPage?>
    {
        public async Task<ImportErrorPage?> Handle(ReadImportErrors request, CancellationToken cancel)
        {
            var job = await db.Set<ImportJob>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == request.JobId, cancel);
            if (job is null)
                return null;

            var kind = kinds.Find(job.Kind);
            var errors = await db.Set<ImportError>().AsNoTracking()
                .Where(row => row.JobId == request.JobId && row.Sequence > request.After)
                .OrderBy(row => row.Sequence).Take(request.Take).ToListAsync(cancel);
            var headings = request.After == 0 ? (await Headings.Of(shelf.Stream(job.ContentId, job.Size), job.Format, cancel)).Names : [];
            return new(job.FileName, job.Delimiter, headings,
                [.. errors.Select(error => new ImportErrorLine(error.Sequence, error.RowNumber, ImportWords.Problem(kind, error.ToProblem()), error.ToCells()))]);
        }
    }
}

public sealed record ImportErrorPage(string FileName, char Delimiter, IReadOnlyList<string> Headings, IReadOnlyList<ImportErrorLine> Errors);

using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Files;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Imports;

/// <summary>An import as its page shows it; with a preview while it waits. <paramref name="Tried"/> is a format that the person tries instead of the guessed one.</summary>
[SentBy(Senders.Clerks)]
public sealed record ShowImport(Guid JobId, CsvFormat? Tried = null) : IRequest<ImportView?>
{
    public sealed class Handler(BackOfficeDb db, FileShelf shelf, ImportKinds kinds) : IRequestHandler<ShowImport, ImportView?>
    {
        const int ErrorsShown = 20;

        public async Task<ImportView?> Handle(ShowImport request, CancellationToken cancel)
        {
            var job = await db.Set<ImportJob>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == request.JobId, cancel);
            if (job is null)
                return null;

            var kind = kinds.Find(job.Kind);
            var preview = job.State is ImportState.Waiting && kind is not null ? await Preview(job, kind, request.Tried ?? job.Format, cancel) : null;
            return new ImportView(ImportLine.Of(job, kind), preview, await Errors(job, kind, cancel));
        }

        async Task<ImportPreview> Preview(ImportJob job, IImportRow kind, CsvFormat format, CancellationToken cancel)
        {
            var headings = await Headings.Of(shelf.Stream(job.ContentId, job.Size), format, cancel);
            var remembered = await db.Set<RememberedMapping>().AsNoTracking().FirstOrDefaultAsync(row => row.Kind == job.Kind, cancel);
            var fields = kind.Fields.Select(field => new ImportFieldLine(field.Key, ImportWords.Field(kind, field.Key), field.Required)).ToList();
            var suggested = ColumnMapping.Suggest(kind.Fields, headings.Names, remembered?.Read() ?? new Dictionary<string, string>());
            return new(format, headings.Names, headings.Twice, headings.Sample, fields, suggested);
        }

        async Task<IReadOnlyList<ImportErrorLine>> Errors(ImportJob job, IImportRow? kind, CancellationToken cancel)
        {
            var errors = await db.Set<ImportError>().AsNoTracking().Where(row => row.JobId == job.Id).OrderBy(row => row.Sequence).Take(ErrorsShown).ToListAsync(cancel);
            return [.. errors.Select(error => new ImportErrorLine(error.Sequence, error.RowNumber, ImportWords.Problem(kind, error.ToProblem()), error.ToCells()))];
        }
    }
}

public sealed record ImportView(ImportLine Job, ImportPreview? Preview, IReadOnlyList<ImportErrorLine> FirstErrors);

/// <summary>An import in a list.</summary>
public sealed record ImportLine(Guid Id, string Kind, string KindName, string FileName, long Size, ImportState State, int LastRow, int Created, int Changed, int Unchanged, int Refused)
{
    public int Percent { get; init; }
    public bool CancelAsked { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public required string CreatedBy { get; init; }
    public string? Failure { get; init; }

    internal static ImportLine Of(ImportJob job, IImportRow? kind) =>
        new(job.Id, job.Kind, kind is null ? job.Kind : ImportWords.Kind(kind), job.FileName, job.Size, job.State, job.LastRow, job.Created, job.Changed, job.Unchanged, job.Refused)
        {
            Percent = job.State is ImportState.Finished ? 100 : (int)Math.Min(99, job.Size == 0 ? 0 : 100 * job.Offset / job.Size),
            CancelAsked = job.CancelAsked,
            CreatedAt = job.CreatedAt,
            EndedAt = job.EndedAt,
            CreatedBy = job.CreatedBy,
            Failure = job.Failure is null ? null : Texts.Of("Failure." + job.Failure)
        };
}

/// <summary>The first rows of a file and what its columns most likely mean.</summary>
public sealed record ImportPreview(
    CsvFormat Format, IReadOnlyList<string> Headings, IReadOnlyList<string> HeadingsTwice, IReadOnlyList<CsvRecord> Sample,
    IReadOnlyList<ImportFieldLine> Fields, ColumnMapping Suggested);

public sealed record ImportFieldLine(string Key, string Label, bool Required);

public sealed record ImportErrorLine(long Sequence, int RowNumber, string Reason, IReadOnlyList<string> Cells);

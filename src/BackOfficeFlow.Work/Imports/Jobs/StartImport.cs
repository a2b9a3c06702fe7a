using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Files;
using FluentValidation;
using FluentValidation.Results;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Imports;

/// <summary>Takes the rows in, from now on in the background. What the columns mean is remembered for the next file of this kind.</summary>
[SentBy(Senders.Clerks)]
public sealed record StartImport(Guid JobId, CsvFormat Format, ColumnMapping Mapping) : IRequest<Unit>
{
    public sealed class Validator : AbstractValidator<StartImport>
    {
        public Validator() =>
            RuleFor(request => request.Format.Delimiter).Must(CsvFormat.Delimiters.Contains).WithMessage(_ => Texts.Of("UnknownDelimiter"));
    }

    public sealed class Handler(BackOfficeDb db, FileShelf shelf, ImportKinds kinds, Timers timers, Audit audit, OpenTransaction transaction, TimeProvider clock) : IRequestHandler<StartImport, Unit>
    {
        public async Task<Unit> Handle(StartImport request, CancellationToken cancel)
        {
            var job = await db.Set<ImportJob>().FirstOrDefaultAsync(row => row.Id == request.JobId, cancel)
                ?? throw new RuleBrokenException(Texts.Of("NoSuchImport")) { Code = "import-unknown" };
            if (job.State is not ImportState.Waiting)
                throw new RuleBrokenException(Texts.Of("AlreadyStarted", job.FileName)) { Code = "import-started" };

            var kind = kinds.Find(job.Kind) ?? throw new RuleBrokenException(Texts.Of("UnknownKind", job.Kind, kinds.Known)) { Code = "import-kind" };
            var headings = await Headings.Of(shelf.Stream(job.ContentId, job.Size), request.Format, cancel);
            Check(kind, request.Mapping, headings);

            job.Start(request.Format, request.Mapping, headings.Names.Count, headings.DataOffset, clock.GetUtcNow());
            if (request.Format.HasHeader)
                await Remember(job.Kind, request.Mapping.Remember(headings.Names), cancel);
            timers.Arm(ImportBatch.TimerKind, ImportBatch.KeyOf(job), clock.GetUtcNow());
            audit.Write("import-started", "import", job.Id.ToString(), new { job.Kind, job.FileName });
            transaction.Changed(ImportChanges.Subject, job.Id.ToString());
            await db.SaveChangesAsync(cancel);
            return Unit.Value;
        }

        static void Check(IImportRow kind, ColumnMapping mapping, Headings headings)
        {
            var problems = mapping.Check(kind.Fields, headings.Names.Count).ToList();
            if (problems.Count > 0)
                throw new ValidationException([.. problems.Select(problem => new ValidationFailure(problem.Field, ImportWords.Problem(kind, problem)))]);
        }

        async Task Remember(string kind, IReadOnlyDictionary<string, string> headingOfField, CancellationToken cancel)
        {
            var remembered = await db.Set<RememberedMapping>().FirstOrDefaultAsync(row => row.Kind == kind, cancel);
            if (remembered is null)
                db.Add(remembered = new RememberedMapping { TenantId = db.RequiredTenantId, Kind = kind });
            remembered.Remember(headingOfField);
        }
    }
}

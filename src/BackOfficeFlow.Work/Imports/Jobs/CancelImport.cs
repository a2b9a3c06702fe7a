using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Imports;

/// <summary>Stops an import behind the rows that are being committed. What was taken stays; the same file may be imported again.</summary>
[SentBy(Senders.Clerks)]
public sealed record CancelImport(Guid JobId) : IRequest<Unit>
{
    public sealed class Handler(BackOfficeDb db, Audit audit, OpenTransaction transaction, TimeProvider clock) : IRequestHandler<CancelImport, Unit>
    {
        public async Task<Unit> Handle(CancelImport request, CancellationToken cancel)
        {
            var job = await db.Set<ImportJob>().FirstOrDefaultAsync(row => row.Id == request.JobId, cancel)
                ?? throw new RuleBrokenException(Texts.Of("NoSuchImport")) { Code = "import-unknown" };
            if (job.IsOver || job.CancelAsked)
                return Unit.Value;

            job.AskToCancel(clock.GetUtcNow());
            audit.Write("import-cancelled", "import", job.Id.ToString(), new { job.LastRow });
            transaction.Changed(ImportChanges.Subject, job.Id.ToString());
            await db.SaveChangesAsync(cancel);
            return Unit.Value;
        }
    }
}

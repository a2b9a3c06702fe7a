using System.Globalization;
using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using BackOfficeFlow.Work.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BackOfficeFlow.Work.Imports;

/// <summary>
/// Takes in the next rows of an import. Each batch is a due timer with a transaction of its own, in which rows, errors and progress are
/// committed together and the next batch is armed: any node may do it, and a killed one is followed by another that goes on behind its last commit.
/// </summary>
sealed class ImportBatch(BackOfficeDb db, FileShelf shelf, ImportKinds kinds, RowApplier applier, Timers timers, OpenTransaction transaction, CompanyPlaces companies, IOptions<ImportSettings> settings, TimeProvider clock) : ITimerHandler
{
    public const string TimerKind = "import";

    public string Kind => TimerKind;

    /// <summary>A key for each batch: the timer that is firing cannot be armed anew while it fires.</summary>
    public static string KeyOf(ImportJob job) => string.Create(CultureInfo.InvariantCulture, $"{job.Id}/{job.LastRow}");

    public async Task Handle(TimerCall call, CancellationToken cancel)
    {
        var jobId = Guid.Parse(call.Key.AsSpan(0, 36));
        // Not tracked: a row that fails clears the context.
        var job = await db.Set<ImportJob>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == jobId, cancel);
        if (job is not { State: ImportState.Running } || call.Key != KeyOf(job))
            return;

        var kind = kinds.Find(job.Kind);
        if (kind is null || job.CancelAsked)
            End(job, kind);
        else
            await Take(job, kind, cancel);
        transaction.Changed(ImportChanges.Subject, job.Id.ToString());
        await db.SaveChangesAsync(cancel);
    }

    void End(ImportJob job, IImportRow? kind)
    {
        db.Attach(job);
        if (kind is null)
            job.Fail("kind-gone", clock.GetUtcNow());
        else
            job.Cancel(clock.GetUtcNow());
    }

    async Task Take(ImportJob job, IImportRow kind, CancellationToken cancel)
    {
        var batch = await Read(job, kind, cancel);
        var results = batch.Refused.Select(refused => RowResult.Refused(refused.Number, refused.Problem))
            .Concat(await applier.Apply(kind, batch.Rows, cancel)).ToList();

        db.Attach(job);
        foreach (var refused in results.Where(row => row.Outcome is RowOutcome.Refused).OrderBy(row => row.Number))
            db.Add(ImportError.Of(job.Id, refused.Number, refused.Problem!, batch.Records[refused.Number]));
        job.Took(results, batch.LastRow, batch.Next);
        if (batch.IsLast)
            job.Finish(clock.GetUtcNow());
        else
            timers.Arm(TimerKind, KeyOf(job), clock.GetUtcNow());
    }

    async Task<Batch> Read(ImportJob job, IImportRow kind, CancellationToken cancel)
    {
        var here = await companies.Here(cancel);
        var rows = new RowReader(kind.Fields, ColumnMapping.FromJson(job.Mapping), job.Numbers, here.Zone, job.Columns);
        var records = new CsvReader(shelf.Stream(job.ContentId, job.Size), job.Format, job.Offset);
        var batch = new Batch(job.LastRow, job.Offset);
        while (batch.Records.Count < settings.Value.RowsPerBatch)
        {
            var record = await records.Next(cancel);
            if (record is null)
                return batch with { IsLast = true };

            batch = batch with { LastRow = batch.LastRow + 1, Next = record.Next };
            batch.Records[batch.LastRow] = record;
            if (rows.Read(batch.LastRow, record, out var problem) is { } row)
                batch.Rows.Add(row);
            else
                batch.Refused.Add((batch.LastRow, problem!));
        }

        return batch;
    }

    sealed record Batch(int LastRow, long Next)
    {
        public bool IsLast { get; init; }
        public List<ImportRow> Rows { get; } = [];
        public List<(int Number, RowProblem Problem)> Refused { get; } = [];
        public Dictionary<int, CsvRecord> Records { get; } = [];
    }
}

using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using Microsoft.Extensions.Logging;

namespace BackOfficeFlow.Work.Imports;

/// <summary>
/// Applies rows together, which is fast. If that throws, nothing of them is kept and each half is tried by itself, so that in the end only
/// the row that cannot be taken is refused, and its neighbours cost a few more round trips instead of one each.
/// </summary>
sealed class RowApplier(BackOfficeDb db, OpenTransaction transaction, ILogger<RowApplier> log)
{
    public async Task<IReadOnlyList<RowResult>> Apply(IImportRow kind, IReadOnlyList<ImportRow> rows, CancellationToken cancel)
    {
        var results = new List<RowResult>(rows.Count);
        if (rows.Count > 0)
            await Apply(kind, rows, results, cancel);
        return results;
    }

    async Task Apply(IImportRow kind, IReadOnlyList<ImportRow> rows, List<RowResult> results, CancellationToken cancel)
    {
        try
        {
            results.AddRange(await Guarded(kind, rows, cancel));
            return;
        }
        catch (Exception problem) when (IsTheRowsFault(problem))
        {
            if (rows.Count == 1)
            {
                results.Add(RowResult.Refused(rows[0].Number, Say(kind, rows[0], problem)));
                return;
            }

            log.LogInformation(problem, "Rows {First} to {Last} of {Kind} were refused together; each half is taken by itself.", rows[0].Number, rows[^1].Number, kind.Kind);
        }

        var half = rows.Count / 2;
        await Apply(kind, [.. rows.Take(half)], results, cancel);
        await Apply(kind, [.. rows.Skip(half)], results, cancel);
    }

    RowProblem Say(IImportRow kind, ImportRow row, Exception problem)
    {
        if (RowProblem.Said(problem) is { } said)
            return said;

        log.LogWarning(problem, "Row {Row} of {Kind} could not be taken.", row.Number, kind.Kind);
        return new("broken", "");
    }

    // The guard saves what was changed, so that what the database refuses belongs to these rows.
    async Task<IReadOnlyList<RowResult>> Guarded(IImportRow kind, IReadOnlyList<ImportRow> rows, CancellationToken cancel)
    {
        var results = await transaction.Guard(() => kind.Apply(rows, cancel), cancel);

        // All is saved: what stays tracked would be looked through again for every row to come.
        db.ChangeTracker.Clear();
        return results;
    }

    // A lost race is nobody's fault: the transaction repeats the whole batch. So it does when it is told to stop.
    bool IsTheRowsFault(Exception problem) => !transaction.IsLost && problem is not OperationCanceledException;
}

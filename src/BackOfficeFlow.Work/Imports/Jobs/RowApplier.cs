using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using FluentValidation;
using Microsoft.Extensions.Logging;

namespace BackOfficeFlow.Work.Imports;

/// <summary>
/// Applies rows together, which is fast; if that throws, one by one, so that only the row that cannot be taken is refused.
/// </summary>
sealed class RowApplier(BackOfficeDb db, OpenTransaction transaction, ILogger<RowApplier> log)
{
    public async Task<IReadOnlyList<RowResult>> Apply(IImportRow kind, IReadOnlyList<ImportRow> rows, CancellationToken cancel)
    {
        if (rows.Count == 0)
            return [];
        if (kind.OneByOne)
            return await OneByOne(kind, rows, cancel);

        try
        {
            return await Guarded(kind, rows, cancel);
        }
        catch (Exception problem) when (IsTheRowsFault(problem))
        {
            log.LogInformation(problem, "A batch of {Count} rows of {Kind} was refused whole; it is taken row by row.", rows.Count, kind.Kind);
            return await OneByOne(kind, rows, cancel);
        }
    }

    async Task<IReadOnlyList<RowResult>> OneByOne(IImportRow kind, IReadOnlyList<ImportRow> rows, CancellationToken cancel)
    {
        var results = new List<RowResult>(rows.Count);
        foreach (var row in rows)
        {
            try
            {
                results.AddRange(await Guarded(kind, [row], cancel));
            }
            catch (Exception problem) when (IsTheRowsFault(problem))
            {
                results.Add(RowResult.Refused(row.Number, Say(kind, row, problem)));
            }

            // All is saved: what stays tracked would be looked through again for every row to come.
            db.ChangeTracker.Clear();
        }

        return results;
    }

    RowProblem Say(IImportRow kind, ImportRow row, Exception problem)
    {
        switch (problem)
        {
            case RuleBrokenException rule:
                return new("said", "", rule.Message);
            case ValidationException invalid:
                return new("said", "", string.Join(' ', invalid.Errors.Select(error => error.ErrorMessage).Distinct()));
            default:
                log.LogWarning(problem, "Row {Row} of {Kind} could not be taken.", row.Number, kind.Kind);
                return new("broken", "");
        }
    }

    // The guard saves what was changed, so that what the database refuses belongs to these rows.
    Task<IReadOnlyList<RowResult>> Guarded(IImportRow kind, IReadOnlyList<ImportRow> rows, CancellationToken cancel) =>
        transaction.Guard(() => kind.Apply(rows, cancel), cancel);

    // A lost race is nobody's fault: the transaction repeats the whole batch. So it does when it is told to stop.
    bool IsTheRowsFault(Exception problem) => !transaction.IsLost && problem is not OperationCanceledException;
}

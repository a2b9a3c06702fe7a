using System.Globalization;
using BackOfficeFlow.Data;
using BackOfficeFlow.Work.Imports;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tests.Imports;

/// <summary>What a test wants to happen while rows are taken, and what was seen.</summary>
sealed class RowTrial
{
    /// <summary>Stops the batch that holds this row once, as if the process had been killed before its commit.</summary>
    public int? StopAtRow { get; set; }

    public int LargestBatch { get; set; }
    public int Tries { get; set; }
    public long MostMemory { get; set; }
}

/// <summary>A kind of row for tests: it keeps a reference, and stands already when the reference does.</summary>
sealed class ReferenceRow(BackOfficeDb db, RowTrial trial) : IImportRow
{
    public string Kind => "references";

    public IReadOnlyList<ImportField> Fields { get; } =
    [
        new("reference", ImportFieldType.Text) { Required = true, MaxLength = 30, Aliases = ["Referencia"] },
        new("amount", ImportFieldType.Number) { Aliases = ["Importe"] }
    ];

    public async Task<IReadOnlyList<RowResult>> Apply(IReadOnlyList<ImportRow> rows, CancellationToken cancel)
    {
        trial.Tries++;
        trial.LargestBatch = Math.Max(trial.LargestBatch, rows.Count);
        trial.MostMemory = Math.Max(trial.MostMemory, GC.GetTotalMemory(forceFullCollection: false));
        if (trial.StopAtRow is { } stop && rows.Any(row => row.Number == stop))
        {
            trial.StopAtRow = null;
            throw new OperationCanceledException("The process ends here.");
        }

        if (rows.Any(row => row.Text("reference") == "boom"))
            throw new InvalidOperationException("This row breaks its batch.");

        var references = rows.Select(row => row.Text("reference")).Distinct().ToList();
        var standing = (await db.Set<RememberedMapping>().Where(row => references.Contains(row.Kind)).Select(row => row.Kind).ToListAsync(cancel)).ToHashSet();
        var results = new List<RowResult>();
        foreach (var row in rows)
        {
            var reference = row.Text("reference");
            // "twin" is added without a look: the database refuses its second.
            var isNew = reference == "twin" || standing.Add(reference);
            if (isNew)
                db.Add(new RememberedMapping { TenantId = db.RequiredTenantId, Kind = reference });
            results.Add(isNew ? RowResult.Created(row.Number) : RowResult.Unchanged(row.Number));
        }

        return results;
    }

    public string? Say(string key, CultureInfo language) => key switch
    {
        "kind" => "References",
        "field.reference" => language.TwoLetterISOLanguageName == "es" ? "Referencia" : "Reference",
        "field.amount" => language.TwoLetterISOLanguageName == "es" ? "Importe" : "Amount",
        _ => null
    };
}

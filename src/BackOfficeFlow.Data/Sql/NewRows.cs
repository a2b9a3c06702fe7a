namespace BackOfficeFlow.Data;

/// <summary>
/// Many new rows together, past the change tracker, which looks through all that it holds several times for each save. They are written in
/// the order in which they were added: what another row points to goes first, and what it points to among tracked rows is saved before.
/// </summary>
public sealed class NewRows(BackOfficeDb db, Dialect dialect)
{
    readonly RowBatch rows = new(db, dialect);

    public void Add<T>(T row) where T : class, ITenantRow
    {
        row.TenantId = db.RequiredTenantId;
        if (row is IRevisioned revisioned)
            revisioned.Revision = 1;
        rows.Insert(row);
    }

    /// <summary>Saves what is tracked, then writes the new rows; both are committed with the scope's transaction.</summary>
    public async Task Save(CancellationToken cancel)
    {
        await db.SaveChangesAsync(cancel);
        if (rows.Count == 0)
            return;

        if (db.BeforeSaving is { } begin)
            await begin(cancel);
        await rows.Write(cancel);
    }
}

namespace BackOfficeFlow.Benchmarks;

/// <summary>
/// Does to rows what the product did, without the product: every phase of a unit is one batch of a SELECT for each row that changes, the UPDATEs,
/// DELETEs and INSERTs, with the bytes that the product wrote and ids of its own.
/// </summary>
sealed class Replay
{
    readonly IReadOnlyList<FloorPhase> phases;

    /// <param name="snapshots">Before the first phase, after it, after the second ...</param>
    public Replay(params IReadOnlyList<Snapshot> snapshots)
    {
        var known = snapshots[0].Ids.ToHashSet(StringComparer.Ordinal);
        phases = [.. Enumerable.Range(1, snapshots.Count - 1).Select(i => FloorPhase.Of(snapshots[i].Since(snapshots[i - 1]), known))];
    }

    /// <summary>The statements of a phase for a unit. A phase that is run again on the same unit takes up the rows that it left.</summary>
    public IReadOnlyList<(string Sql, object[] Values)> Statements(int phase, FloorUnit unit)
    {
        var template = phases[phase];
        unit.Begin(template);
        var statements = template.Statements.Select(statement => (statement.Sql, statement.Bind(unit))).ToList();
        unit.End(template);
        return statements;
    }
}

/// <summary>The ids of one unit in the place of those of the recorded one.</summary>
sealed class FloorUnit
{
    readonly Dictionary<string, Guid> ids = new(StringComparer.Ordinal);

    public Guid? Find(string recorded) => ids.TryGetValue(recorded, out var id) ? id : null;

    internal void Begin(FloorPhase phase)
    {
        foreach (var id in phase.Fresh)
            ids[id] = Guid.CreateVersion7();
    }

    internal void End(FloorPhase phase)
    {
        foreach (var (gone, come) in phase.Successors)
            ids[gone] = ids[come];
    }
}

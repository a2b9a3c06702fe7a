using BackOfficeFlow.Data;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// The list of the living and the leases of the others. A lease that is given back is no right any more: whoever held it finds at the end that
/// the row has another lease and keeps nothing, so a node that was only slow does no harm.
/// </summary>
sealed class NodeLeases(BackOfficeDb db, Dialect dialect, OpenTransaction transaction, ThisNode node, LeaseSettings leases)
{
    static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    public async Task<int> Enter(TimeSpan deadAfter, CancellationToken cancel)
    {
        // Where one process has the database for itself, whoever is on the list is one that was killed.
        if (dialect.IsAlone)
            await Run("delete from running_node", [], cancel);
        return await Beat(deadAfter, cancel);
    }

    public async Task<int> Beat(TimeSpan deadAfter, CancellationToken cancel)
    {
        transaction.Rows.InsertOrUpdate(
            new RunningNode { Id = node.Id, Name = NodeName.Mine, Version = NodeProcess.Version, StartedAt = node.StartedAt, SeenAt = transaction.Now }, nameof(RunningNode.Id));
        transaction.Rows.Run("delete from running_node where seen_at < @forgotten", hitsOne: false, ("forgotten", transaction.Now - Forgotten));
        return await Release(deadAfter, cancel);
    }

    public async Task<int> Leave(CancellationToken cancel)
    {
        await Run("delete from running_node where id = @node", [("node", node.Id)], cancel);
        return await ReleaseWhere("lease_node = @node", [("node", node.Id)], cancel);
    }

    Task<int> Release(TimeSpan deadAfter, CancellationToken cancel) => ReleaseWhere(
        "lease_node <> @node and lease_node not in (select id from running_node where seen_at >= @since)",
        [("node", node.Id), ("since", transaction.Now - deadAfter)], cancel);

    /// <summary>
    /// A lease lies in the near future: the index on visible_at finds the few rows that may be meant. What was interrupted has not failed, so the
    /// attempt does not count: otherwise a message that met many dying nodes would be given up at its first failure.
    /// </summary>
    async Task<int> ReleaseWhere(string whose, IReadOnlyList<(string, object)> values, CancellationToken cancel)
    {
        var released = 0;
        foreach (var table in new[] { TimerDrain.Table, OutboxDrain.Table })
            released += await Run(
                $"update {table} set visible_at = @now, lease_id = null, lease_node = null, attempts = attempts - 1 where visible_at > @now and visible_at <= @latest and lease_id is not null and {whose}",
                [("now", transaction.Now), ("latest", transaction.Now + leases.Longest), .. values], cancel);
        return released;
    }

    async Task<int> Run(string sql, IReadOnlyList<(string, object)> values, CancellationToken cancel)
    {
        await transaction.Begin(cancel);
        await using var command = db.NewCommand(sql);
        command.Bind(dialect, [.. values]);
        return await command.ExecuteNonQueryAsync(cancel);
    }
}

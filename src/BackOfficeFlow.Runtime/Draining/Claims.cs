using System.Data.Common;
using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// Takes rows that are due, for a time: a node that dies loses them when its lease runs out. The only statements that look across tenants;
/// what is done with a row is done in its tenant.
/// </summary>
sealed class Claims(BackOfficeDb db, Dialect dialect, OpenTransaction transaction, ThisNode node)
{
    public async Task<IReadOnlyList<ClaimedTimer>> TakeTimers(int take, TimeSpan lease, CancellationToken cancel)
    {
        var id = Guid.CreateVersion7(transaction.Now);
        var rows = await Take(
            "armed_timer", "sequence, tenant_id, kind, entry_key, instance_id, due_at, payload, attempts", id, take, lease,
            reader => new ClaimedTimer(
                reader.GetInt64(0), id, reader.GetInt32(7),
                new TimerCall(reader.GetString(1), reader.GetString(2), reader.GetString(3), dialect.ReadInstant(reader.GetValue(5)), GuidAt(reader, 4), TextAt(reader, 6))),
            cancel);
        return [.. rows.OrderBy(row => row.Call.DueAt).ThenBy(row => row.Sequence)];
    }

    public async Task<IReadOnlyList<ClaimedMessage>> TakeMessages(int take, TimeSpan lease, CancellationToken cancel)
    {
        var id = Guid.CreateVersion7(transaction.Now);
        var rows = await Take(
            "outbox_entry", "sequence, tenant_id, kind, entry_key, instance_id, payload, attempts, created_at", id, take, lease,
            reader => new ClaimedMessage(id, transaction.Now, new OutboxMessage(
                reader.GetInt64(0), reader.GetString(1), GuidAt(reader, 4), reader.GetString(2), reader.GetString(3), reader.GetString(5), reader.GetInt32(6))
            {
                CreatedAt = dialect.ReadInstant(reader.GetValue(7))
            }),
            cancel);
        return [.. rows.OrderBy(row => row.Message.Sequence)];
    }

    /// <summary>When the next row of a table falls due; null when none ever will.</summary>
    public async Task<DateTimeOffset?> Next(string table, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        await using var command = db.NewCommand($"select min(visible_at) from {table} where visible_at is not null");
        return await command.ExecuteScalarAsync(cancel) is { } next and not DBNull ? dialect.ReadInstant(next) : null;
    }

    /// <summary>When the next message falls due, and whether <see cref="WakeEarly"/> would find something.</summary>
    public async Task<(DateTimeOffset? Next, bool HasEarly)> LookAtMessages(CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        await using var command = db.NewCommand(
            $"select (select min(visible_at) from outbox_entry where visible_at is not null), case when exists (select 1 from outbox_entry where {IsAwaited}) then 1 else 0 end");
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return (reader.IsDBNull(0) ? null : dialect.ReadInstant(reader.GetValue(0)), reader.GetInt32(1) == 1);
    }

    const string IsAwaited = "state = 'Early' and hash is not null and exists "
        + "(select 1 from workflow_bookmark b where b.tenant_id = outbox_entry.tenant_id and b.hash = outbox_entry.hash)";

    /// <summary>Signals that are kept although somebody waits for them by now: signal and wait came at the same moment.</summary>
    public async Task<int> WakeEarly(CancellationToken cancel)
    {
        await using var command = await Command($"update outbox_entry set state = 'Waiting', visible_at = @now where {IsAwaited}", cancel);
        command.Bind(dialect, ("now", transaction.Now));
        return await command.ExecuteNonQueryAsync(cancel);
    }

    async Task<List<T>> Take<T>(string table, string columns, Guid lease, int take, TimeSpan time, Func<DbDataReader, T> read, CancellationToken cancel)
    {
        await using var command = await Command(dialect.Claim(table, columns), cancel);
        command.Bind(dialect, ("lease", lease), ("node", node.Id), ("until", transaction.Now + time), ("now", transaction.Now), ("take", take));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancel))
            rows.Add(read(reader));
        return rows;
    }

    async Task<DbCommand> Command(string sql, CancellationToken cancel)
    {
        await transaction.Begin(cancel);
        return db.NewCommand(sql);
    }

    static Guid? GuidAt(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetGuid(column);

    static string? TextAt(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}

/// <summary>A timer that this node fires, as long as the lease holds.</summary>
sealed record ClaimedTimer(long Sequence, Guid Lease, int Attempt, TimerCall Call);

/// <summary>A message that this node delivers, as long as the lease holds.</summary>
sealed record ClaimedMessage(Guid Lease, DateTimeOffset At, OutboxMessage Message);

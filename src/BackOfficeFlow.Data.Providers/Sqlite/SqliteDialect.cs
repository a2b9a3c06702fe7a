using Microsoft.Data.Sqlite;

namespace BackOfficeFlow.Data.Providers;

/// <summary>SQLite: one writer. Whoever wants to write waits its turn in the process, since waiting in the database starves some for seconds.</summary>
public sealed class SqliteDialect : Dialect, IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly SemaphoreSlim gate = new(1);

    public override string Name => DatabaseProviders.Sqlite;

    /// <summary>The schema keeps the file for one process (<see cref="SqliteSchema"/>).</summary>
    public override bool IsAlone => true;

    public override object Instant(DateTimeOffset at) => UtcMicroseconds.Cut(at).Ticks;

    public override DateTimeOffset ReadInstant(object stored) => new((long)stored, TimeSpan.Zero);

    public override string SelectLocked(string columns, string table, string where) => $"select {columns} from {table} where {where}";

    public override string SelectUnheld(string columns, string table, string where) => SelectLocked(columns, table, where);

    public override string InsertOnce(string table, IReadOnlyList<string> columns, IReadOnlyList<string> keys) =>
        $"{ConflictSql.Insert(table, columns)} on conflict ({string.Join(", ", keys)}) do nothing";

    public override string InsertOrUpdate(string table, IReadOnlyList<string> columns, IReadOnlyList<string> keys) =>
        ConflictSql.InsertOrUpdate(table, columns, keys);

    public override string Claim(string table, string columns) =>
        $"update {table} set lease_id = @lease, lease_node = @node, visible_at = @until, attempts = attempts + 1 where sequence in "
        + $"(select sequence from {table} where visible_at is not null and visible_at <= @now order by visible_at limit @take) returning {columns}";

    public override SqlFailure Judge(Exception exception)
    {
        if (Failures.IsStale(exception))
            return SqlFailure.LostRace;

        return Failures.Find<SqliteException>(exception) switch
        {
            { SqliteErrorCode: 5 or 6 } => SqlFailure.LostRace,
            { SqliteExtendedErrorCode: 1555 or 2067 or 2579 } => SqlFailure.Duplicate,
            _ => SqlFailure.Other
        };
    }

    public override async ValueTask<IDisposable?> EnterWriting(CancellationToken cancel)
    {
        if (!await gate.WaitAsync(Patience, cancel))
            throw new TimeoutException($"The database was being written for more than {Patience.TotalSeconds} seconds.");
        return new Turn(gate);
    }

    public void Dispose() => gate.Dispose();

    sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        SemaphoreSlim? held = gate;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}

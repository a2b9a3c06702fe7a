using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace BackOfficeFlow.Chaos;

/// <summary>Reads the tables with plain SQL, all in one transaction, without a line of the product's own code.</summary>
sealed class BooksReader(DbConnection connection)
{
    public async Task<Books> Read(DateTimeOffset now, CancellationToken cancel) => new(
        await Rows("select id, definition_id, status, correlation_id, parent_instance_id, burst_count, revision, finished_at, incident_count, state from workflow_instance order by created_at, id", row => new BookedInstance(
            row.GetGuid(0), row.GetString(1), row.GetString(2), Text(row, 3), Id(row, 4), row.GetInt32(5), row.GetInt32(6), row.IsDBNull(7), row.GetInt32(8), StateDocument.Read(row.GetFieldValue<byte[]>(9))), cancel),
        await Rows("select id, instance_id, execution_id, kind, entry_key, due_at, hash from workflow_bookmark", row => new BookedWait(
            row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetString(4), Instant(row, 5), Convert.ToHexString(row.GetFieldValue<byte[]>(6))), cancel),
        await Rows("select sequence, kind, entry_key, instance_id, due_at, visible_at from armed_timer", row => new BookedTimer(
            row.GetInt64(0), row.GetString(1), row.GetString(2), Id(row, 3), Instant(row, 4)!.Value, row.IsDBNull(5)), cancel),
        await Rows("select sequence, kind, entry_key, instance_id, state, attempts, last_error, hash from outbox_entry", row => new BookedMessage(
            row.GetInt64(0), row.GetString(1), row.GetString(2), Id(row, 3), row.GetString(4), row.GetInt32(5), Text(row, 6), row.IsDBNull(7) ? null : Convert.ToHexString(row.GetFieldValue<byte[]>(7))), cancel),
        await Rows("select sequence, instance_id, burst, at, cause, events from journal_entry order by sequence", row => new BookedBurst(
            row.GetInt64(0), row.GetGuid(1), row.GetInt32(2), Instant(row, 3)!.Value, row.GetString(4), Events(row.GetString(5))), cancel),
        await Rows("select actor, operation_id, max(command), count(*) from done_operation group by tenant_id, actor, operation_id", row => new BookedOperation(
            row.GetString(0), row.GetString(1), row.GetString(2), (int)row.GetInt64(3)), cancel),
        await Rows("select id, instance_id, execution_id, wait_kind, wait_key, state from user_task", row => new BookedTask(
            row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5) is not ("Completed" or "Cancelled")), cancel)) { At = now };

    /// <summary>Opens the connection and reads at one moment, even while others write.</summary>
    public static async Task<Books> ReadAll(DbConnection connection, DateTimeOffset now, CancellationToken cancel)
    {
        await connection.OpenAsync(cancel);
        await using var moment = connection is SqliteConnection file
            ? file.BeginTransaction(deferred: true)
            : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        return await new BooksReader(connection) { Moment = moment }.Read(now, cancel);
    }

    DbTransaction? Moment { get; init; }

    async Task<IReadOnlyList<T>> Rows<T>(string sql, Func<DbDataReader, T> read, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = Moment;
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancel))
            rows.Add(read(reader));
        return rows;
    }

    static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    static Guid? Id(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);

    /// <summary>SQLite keeps ticks, the others keep instants.</summary>
    static DateTimeOffset? Instant(DbDataReader row, int column) => row.GetValue(column) switch
    {
        DBNull => null,
        long ticks => new DateTimeOffset(ticks, TimeSpan.Zero),
        DateTime time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc), TimeSpan.Zero),
        DateTimeOffset time => time,
        var other => throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{other} is no instant."))
    };

    static IReadOnlyList<BookedEvent> Events(string text)
    {
        using var json = JsonDocument.Parse(text);
        return
        [
            .. json.RootElement.EnumerateArray().Select(line => new BookedEvent(
                line.GetProperty("s").GetInt64(), new DateTimeOffset(line.GetProperty("t").GetInt64() * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero),
                line.GetProperty("n").GetString()!, line.GetProperty("e").GetString()!, line.GetProperty("a").GetString()!, line.GetProperty("w").GetString()!))
        ];
    }
}

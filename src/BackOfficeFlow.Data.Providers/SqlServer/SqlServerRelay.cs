using System.Threading.Channels;
using Microsoft.Data.SqlClient;

namespace BackOfficeFlow.Data.Providers;

/// <summary>Tells changes through one table that every node looks at every two seconds.</summary>
public sealed class SqlServerRelay(string connectionString, string node, TimeProvider clock) : IChangeRelay
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    readonly Channel<Change> outgoing = Channel.CreateBounded<Change>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest });

    public void Send(IReadOnlyList<Change> changes)
    {
        foreach (var change in changes)
            outgoing.Writer.TryWrite(change);
    }

    public async Task Listen(Action<Change> heard, CancellationToken cancel)
    {
        await using var connection = new SqlConnection(connectionString);
        await connection.OpenAsync(cancel);
        var last = await Newest(connection, cancel);
        while (true)
        {
            await Write(connection, cancel);
            last = await Read(connection, last, heard, cancel);
            await Task.Delay(Pause, clock, cancel);
        }
    }

    static async Task<long> Newest(SqlConnection connection, CancellationToken cancel)
    {
        await using var command = new SqlCommand("select coalesce(max(sequence), 0) from change_notice", connection);
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    async Task Write(SqlConnection connection, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        while (outgoing.Reader.TryRead(out var change))
        {
            await using var command = new SqlCommand(
                "insert into change_notice (node, tenant_id, subject, subject_id, at) values (@node, @tenant, @subject, @id, @at)", connection);
            command.Parameters.AddWithValue("@node", node);
            command.Parameters.AddWithValue("@tenant", change.TenantId);
            command.Parameters.AddWithValue("@subject", change.Subject);
            command.Parameters.AddWithValue("@id", change.Id);
            command.Parameters.AddWithValue("@at", now);
            await command.ExecuteNonQueryAsync(cancel);
        }

        await using var clean = new SqlCommand("delete top (1000) from change_notice where at < @old", connection);
        clean.Parameters.AddWithValue("@old", now.AddMinutes(-1));
        await clean.ExecuteNonQueryAsync(cancel);
    }

    async Task<long> Read(SqlConnection connection, long last, Action<Change> heard, CancellationToken cancel)
    {
        await using var command = new SqlCommand(
            "select sequence, node, tenant_id, subject, subject_id from change_notice where sequence > @last order by sequence", connection);
        command.Parameters.AddWithValue("@last", last);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            last = reader.GetInt64(0);
            if (reader.GetString(1) != node)
                heard(new Change(reader.GetString(2), reader.GetString(3), reader.GetString(4)));
        }

        return last;
    }
}

using System.Text;
using System.Threading.Channels;
using Npgsql;

namespace BackOfficeFlow.Data.Providers;

/// <summary>
/// Tells changes by NOTIFY, from a connection of its own and many in one: a NOTIFY inside a burst would make all commits wait for each other.
/// </summary>
public sealed class PostgreSqlRelay(NpgsqlDataSource source, DatabaseSettings settings, string node) : IChangeRelay
{
    const string Channel = "backofficeflow";
    const int PayloadLimit = 7000;

    // A NOTIFY is a commit that waits for the disk: under load many changes share one, and nobody sees a hint that is so little later.
    static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(20);

    readonly Channel<Change> outgoing = System.Threading.Channels.Channel.CreateBounded<Change>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest });

    public void Send(IReadOnlyList<Change> changes)
    {
        foreach (var change in changes)
            outgoing.Writer.TryWrite(change);
    }

    public async Task Listen(Action<Change> heard, CancellationToken cancel)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var hearing = Hear(heard, both.Token);
        var telling = Tell(both.Token);
        await Task.WhenAny(hearing, telling);
        await both.CancelAsync();
        await Task.WhenAll(hearing, telling);
    }

    async Task Hear(Action<Change> heard, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(settings.OwnSession);
        await connection.OpenAsync(cancel);
        connection.Notification += (_, news) => Read(news.Payload, heard);
        await using (var command = new NpgsqlCommand($"set idle_in_transaction_session_timeout = 0; listen {Channel}", connection))
            await command.ExecuteNonQueryAsync(cancel);
        while (true)
            await connection.WaitAsync(cancel);
    }

    async Task Tell(CancellationToken cancel)
    {
        while (await outgoing.Reader.WaitToReadAsync(cancel))
        {
            await Task.Delay(Gather, cancel);
            await using var command = source.CreateCommand($"select pg_notify('{Channel}', $1)");
            command.Parameters.Add(new NpgsqlParameter { Value = NextPayload() });
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    string NextPayload()
    {
        var payload = new StringBuilder(node);
        var told = new HashSet<Change>();
        while (payload.Length < PayloadLimit && outgoing.Reader.TryRead(out var change))
            if (told.Add(change))
                payload.Append('\n').Append(change.TenantId).Append('\t').Append(change.Subject).Append('\t').Append(change.Id);
        return payload.ToString();
    }

    void Read(string payload, Action<Change> heard)
    {
        var lines = payload.Split('\n');
        if (lines[0] == node)
            return;

        foreach (var line in lines.Skip(1))
            if (line.Split('\t') is [var tenant, var subject, var id])
                heard(new Change(tenant, subject, id));
    }
}

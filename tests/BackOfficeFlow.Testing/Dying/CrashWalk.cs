using BackOfficeFlow.Data;
using BackOfficeFlow.Data.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace BackOfficeFlow.Testing;

/// <summary>
/// Does a piece of work again and again, and each time the process dies one statement later, until the work is done. Every death leaves the
/// database as it was, unless a transaction had been committed: then the walk begins anew from there.
/// </summary>
public sealed class CrashWalk
{
    readonly TestHouse house;
    readonly MortalProcess process;

    readonly int mostStages;

    /// <param name="house">Where the work is done.</param>
    /// <param name="process">Its process.</param>
    /// <param name="mostStages">Work that changes something again every time is never done: after so many changes the walk gives up.</param>
    public CrashWalk(TestHouse house, MortalProcess process, int mostStages = 60)
    {
        (this.house, this.process, this.mostStages) = (house, process, mostStages);
        if (house.Dialect.Name == DatabaseProviders.PostgreSql)
            process.AtDeath = CutOff;
    }

    /// <summary>How often the process died.</summary>
    public int Deaths { get; private set; }

    /// <summary>How often the database was another than before.</summary>
    public int Stages { get; private set; }

    /// <summary>The statements before which the process died.</summary>
    public List<string> DiedBefore { get; } = [];

    bool committed;
    IReadOnlyList<string> sent = [];

    public async Task<T> Through<T>(Func<Task<T>> work)
    {
        var before = await Rows();
        IReadOnlyList<string> last = [];
        for (var statements = 0; ; statements++)
        {
            if (Stages > mostStages)
                Assert.Fail($"Doing it again changes something every time: after {Stages} changes and {Deaths} deaths the work was not done.");

            var (isDone, answer) = await Try(work, statements);
            var after = await Rows();
            if (isDone)
                return answer!;

            if (after.SequenceEqual(before))
            {
                // What was read once may be remembered: then the statements behind it have moved forward, and none is to be left out.
                var alike = last.Zip(sent).TakeWhile(pair => pair.First == pair.Second).Count();
                if (alike < last.Count)
                    statements = alike - 1;
                last = sent;
                continue;
            }

            Assert.True(committed, $"The process died before '{DiedBefore[^1]}', nothing had been committed, and yet these rows are new: {string.Join('\n', after.Except(before))}");
            Stages++;
            (before, statements, last) = (after, -1, []);
        }
    }

    async Task<(bool IsDone, T? Answer)> Try<T>(Func<Task<T>> work, int statements)
    {
        T? answer = default;
        Exception? broken = null;
        process.Start(dieAfter: statements);
        try
        {
            answer = await work();
        }
        catch (Exception problem)
        {
            broken = problem;
        }

        var (isDead, before) = (process.IsDead, process.DiedBefore);
        (committed, sent) = (process.HasCommitted, before is null ? [] : [.. process.Sent, before]);
        process.Start();
        if (!isDead)
            return broken is null ? (true, answer) : throw new InvalidOperationException("The work failed by itself.", broken);

        Deaths++;
        DiedBefore.Add(before!);
        await TakeOver();
        return (false, default);
    }

    async Task<IReadOnlyList<string>> Rows() => (await StoredRows.Of(house)).Exactly;

    /// <summary>As the others do when a node falls silent: its leases end.</summary>
    async Task TakeOver()
    {
        foreach (var table in new[] { "armed_timer", "outbox_entry" })
            await house.Read(async db =>
            {
                await using var command = db.NewCommand($"update {table} set visible_at = @now, lease_id = null, lease_node = null where lease_id is not null and visible_at > @now");
                command.Bind(house.Dialect, ("now", house.Now));
                await db.Database.OpenConnectionAsync();
                return await command.ExecuteNonQueryAsync();
            });
    }

    /// <summary>The connection of a killed process ends without a word; nobody rolls back.</summary>
    void CutOff()
    {
        using var connection = new NpgsqlConnection(house.Parts.GetRequiredService<DatabaseSettings>().ConnectionString);
        connection.Open();
        using var command = new NpgsqlCommand(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state like 'idle in transaction%'", connection);
        command.ExecuteNonQuery();
    }
}

using System.Data.Common;
using BackOfficeFlow.Testing;
using Npgsql;

namespace BackOfficeFlow.Chaos;

/// <summary>A PostgreSQL server of the run's own.</summary>
sealed class PostgresCluster : IChaosDatabase
{
    readonly ServerScript script;
    readonly SemaphoreSlim turn = new(1);

    PostgresCluster(ServerScript script) => this.script = script;

    public string Provider => "PostgreSql";

    public string ConnectionString => Of("chaos", pool: 20);

    public static async Task<PostgresCluster> Start()
    {
        PostgresServer.Require();
        var cluster = new PostgresCluster(await ServerScript.Start("cluster.sh", PostgresServer.Programs
            ?? throw new InvalidOperationException("Faults are for a server of one's own: install PostgreSQL here (apt-get install postgresql).")));
        await cluster.Run("postgres", "create database chaos", CancellationToken.None);
        return cluster;
    }

    public DbConnection Connect() => new NpgsqlConnection(Of("chaos", pool: 4));

    public string? WhyNot(Fault fault) => null;

    public Task Restart(CancellationToken cancel) => InTurn(async () => SmallDisk.Expect(await script.Tell("restart")), cancel);

    public Task Cut(CancellationToken cancel) => InTurn(
        () => Run("postgres", "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'chaos' and pid <> pg_backend_pid()", cancel), cancel);

    public Task FillDisk(TimeSpan time, CancellationToken cancel) => InTurn(() => SmallDisk.Fill(script, time, cancel), cancel);

    /// <summary>One harm at a time: the script speaks with one.</summary>
    async Task InTurn(Func<Task> harm, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            await harm();
        }
        finally
        {
            turn.Release();
        }
    }

    async Task Run(string database, string sql, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(Of(database, pool: 0));
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancel);
    }

    string Of(string database, int pool)
    {
        var builder = new NpgsqlConnectionStringBuilder { Host = script.Folder, Username = "postgres", Database = database, IncludeErrorDetail = true };
        if (pool == 0)
            builder.Pooling = false;
        else
            builder.MaxPoolSize = pool;
        return builder.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await script.DisposeAsync();
        turn.Dispose();
    }
}

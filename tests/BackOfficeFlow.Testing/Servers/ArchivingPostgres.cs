using Npgsql;

namespace BackOfficeFlow.Testing;

/// <summary>A PostgreSQL server that is backed up while it runs, and comes back as it was at any moment since.</summary>
public sealed class ArchivingPostgres : IAsyncDisposable
{
    readonly ServerScript script;

    ArchivingPostgres(ServerScript script)
    {
        this.script = script;
        ConnectionString = new NpgsqlConnectionStringBuilder { Host = script.Folder, Username = "postgres", Database = "postgres", IncludeErrorDetail = true, MaxPoolSize = 40 }.ConnectionString;
    }

    public string ConnectionString { get; }

    /// <summary>Starts one; the running test is skipped (fails under CI) where PostgreSQL's programs are not installed.</summary>
    public static async Task<ArchivingPostgres> Start() => new(await ServerScript.Start("postgres-archive.sh", PostgresServer.RequirePrograms()));

    /// <summary>A base backup, taken while the server works.</summary>
    public Task BackUp() => script.Tell("backup");

    /// <summary>Loses all data and comes back from backup and archive, as it was at that moment.</summary>
    public async Task Restore(DateTimeOffset asAt)
    {
        NpgsqlConnection.ClearAllPools();
        await script.Tell($"restore {asAt.UtcDateTime:yyyy-MM-dd HH:mm:ss.ffffff}+00");
    }

    public ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        return script.DisposeAsync();
    }
}

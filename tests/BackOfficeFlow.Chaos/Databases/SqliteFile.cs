using System.Data.Common;
using BackOfficeFlow.Testing;
using Microsoft.Data.Sqlite;

namespace BackOfficeFlow.Chaos;

/// <summary>A file beside the one process that may use it, on a disk that may be full.</summary>
sealed class SqliteFile : IChaosDatabase
{
    readonly ServerScript script;

    SqliteFile(ServerScript script) => this.script = script;

    public string Provider => "Sqlite";

    public string ConnectionString => $"Data Source={Path.Combine(script.Folder, "disk", "chaos.db")}";

    public static async Task<SqliteFile> Start() => new(await ServerScript.Start("file.sh"));

    public DbConnection Connect() => new SqliteConnection(ConnectionString + ";Mode=ReadOnly;Pooling=False");

    public string? WhyNot(Fault fault) => fault is Fault.Restart or Fault.Cut ? "SQLite has no server" : null;

    public Task Restart(CancellationToken cancel) => throw new FaultImpossibleException(WhyNot(Fault.Restart)!);

    public Task Cut(CancellationToken cancel) => throw new FaultImpossibleException(WhyNot(Fault.Cut)!);

    public Task FillDisk(TimeSpan time, CancellationToken cancel) => SmallDisk.Fill(script, time, cancel);

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        await script.DisposeAsync();
    }
}

using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace BackOfficeFlow.Chaos;

/// <summary>A file beside the one process that may use it.</summary>
sealed class SqliteFile : IChaosDatabase
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("bof-chaos-db-");

    public string Provider => "Sqlite";

    public string ConnectionString => $"Data Source={Path.Combine(folder.FullName, "chaos.db")}";

    public DbConnection Connect() => new SqliteConnection(ConnectionString + ";Mode=ReadOnly;Pooling=False");

    public string? WhyNot(Fault fault) => fault switch
    {
        Fault.Restart or Fault.Cut => "SQLite has no server",
        Fault.Disk => "only PostgreSQL's disk is filled by processes; SQLite's limit is tried in the tests of its dialect",
        _ => null
    };

    public Task Restart(CancellationToken cancel) => throw new FaultImpossibleException(WhyNot(Fault.Restart)!);

    public Task Cut(CancellationToken cancel) => throw new FaultImpossibleException(WhyNot(Fault.Cut)!);

    public Task FillDisk(TimeSpan time, CancellationToken cancel) => throw new FaultImpossibleException(WhyNot(Fault.Disk)!);

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}

using System.Globalization;
using Npgsql;

namespace BackOfficeFlow.Testing;

/// <summary>
/// A real PostgreSQL for tests: the one that <c>BACKOFFICEFLOW_POSTGRES</c> names (a connection string whose user may create databases),
/// else one started for this test run from the programs installed on the machine.
/// </summary>
public static class PostgresServer
{
    public const string Variable = "BACKOFFICEFLOW_POSTGRES";

    const string Remedy = $"Needs PostgreSQL 15 or newer: apt-get install postgresql, or set {Variable} to the connection string of a server.";

    static readonly Lazy<Task<string>> Shared = new(Start);
    static ServerScript? script;

    /// <summary>Said before the first database: the server waits for the disk, as a company's does. For measurements; tests do not wait.</summary>
    public static bool IsDurable { get; set; }

    /// <summary>The process id of the server that was started for this run; null when another is used.</summary>
    public static int? ProcessId => script is null ? null
        : int.Parse(File.ReadLines(Path.Combine(script.Folder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    static int databases;

    /// <summary>Skips the running test (fails it under CI) when no PostgreSQL is to be had.</summary>
    public static void Require() => Requires.That(IsThere, Remedy);

    public static bool IsThere => Named is not null || Programs is not null;

    /// <summary>Makes an empty database of its own, on the server that all tests of this run share. Dispose it to drop it.</summary>
    public static async Task<PostgresDatabase> NewDatabase(CancellationToken cancel = default)
    {
        var database = await NewName(cancel);
        await database.Create(cancel);
        return database;
    }

    /// <summary>A name for a database of its own, which is not there yet.</summary>
    public static async Task<PostgresDatabase> NewName(CancellationToken cancel = default)
    {
        Require();
        var server = await Shared.Value;
        var name = string.Create(CultureInfo.InvariantCulture, $"bof_test_{Environment.ProcessId}_{Interlocked.Increment(ref databases)}");
        await PostgresDatabase.Execute(server, $"drop database if exists {name} with (force)", cancel);
        return new PostgresDatabase(server, name);
    }

    /// <summary>Whether the server outlives this run: then whatever a run leaves there must be dropped.</summary>
    public static bool IsNamed => Named is not null;

    /// <summary>The folder of PostgreSQL's programs on this machine (pg_dump, pg_restore, …); the running test is skipped (fails under CI) without.</summary>
    public static string RequirePrograms()
    {
        Requires.That(Programs is not null, "Needs the programs of PostgreSQL 15 or newer on this machine: apt-get install postgresql");
        return Programs!;
    }

    static string? Named => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : null;

    /// <summary>The folder of the installed programs; null where there are none.</summary>
    public static string? Programs => OperatingSystem.IsWindows() ? null : Folders().FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));

    static IEnumerable<string> Folders()
    {
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian) ? Directory.GetDirectories(debian) : [];
        foreach (var version in versions.OrderByDescending(version => int.TryParse(Path.GetFileName(version), out var number) ? number : 0))
            yield return Path.Combine(version, "bin");

        if (Requires.Find("initdb") is { } onPath)
            yield return Path.GetDirectoryName(onPath)!;
    }

    static async Task<string> Start()
    {
        if (Named is { } named)
            return named;

        script = await ServerScript.Start("postgres.sh", IsDurable ? [Programs!, "durable"] : [Programs!]);
        return new NpgsqlConnectionStringBuilder { Host = script.Folder, Username = "postgres", Database = "postgres", IncludeErrorDetail = true }.ConnectionString;
    }
}

/// <summary>One test's database.</summary>
public sealed class PostgresDatabase : IAsyncDisposable
{
    readonly string server;

    internal PostgresDatabase(string server, string name)
    {
        this.server = server;
        Name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 40 }.ConnectionString;
    }

    public string Name { get; }
    public string ConnectionString { get; }

    internal Task Create(CancellationToken cancel) => Execute(server, $"create database {Name}", cancel);

    /// <summary>Makes it anew as a copy of another; whoever is still connected to either loses the connection.</summary>
    public async Task BecomeCopyOf(PostgresDatabase other)
    {
        await Execute(server, $"drop database if exists {Name} with (force)", CancellationToken.None);
        await Execute(server, $"select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '{other.Name}'", CancellationToken.None);
        await Execute(server, $"create database {Name} template {other.Name}", CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await using (var mine = new NpgsqlConnection(ConnectionString))
            NpgsqlConnection.ClearPool(mine);

        await Execute(server, $"drop database if exists {Name} with (force)", CancellationToken.None);
    }

    internal static async Task Execute(string connectionString, string sql, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancel);
    }
}

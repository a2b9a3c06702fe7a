using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace BackOfficeFlow.Data.Providers;

/// <summary>Which database, and how to reach it.</summary>
public sealed record DatabaseSettings(string Provider, string ConnectionString)
{
    const string ProviderKey = "Database:Provider";
    const string ConnectionKey = "ConnectionStrings:Default";

    /// <summary>Whoever sets it keeps a connection open, so that a shared database in memory outlives the others: scenarios do.</summary>
    public const string HeldOpenKey = "Database:HeldOpen";

    /// <summary>Where SQLite keeps its file when nothing is said.</summary>
    const string UsualFile = "Data Source=data/backofficeflow.db";

    /// <exception cref="SettingException">A setting is wrong or missing.</exception>
    public static DatabaseSettings Read(IConfiguration configuration)
    {
        var named = configuration[ProviderKey];
        var provider = string.IsNullOrWhiteSpace(named)
            ? DatabaseProviders.Sqlite
            : DatabaseProviders.All.FirstOrDefault(known => string.Equals(known, named, StringComparison.OrdinalIgnoreCase))
                ?? throw new SettingException(ProviderKey, $"'{named}' is not known. Use one of {string.Join(", ", DatabaseProviders.All)}; leave it out for Sqlite.");
        var connection = configuration.GetConnectionString("Default");
        return new(provider, provider switch
        {
            DatabaseProviders.Sqlite => Sqlite(string.IsNullOrWhiteSpace(connection) ? UsualFile : connection, configuration["contentRoot"], configuration.GetValue<bool>(HeldOpenKey)),
            DatabaseProviders.PostgreSql => PostgreSql(Required(connection, provider, "Host=localhost;Database=backofficeflow;Username=app;Password=...")),
            _ => SqlServer(Required(connection, provider, "Server=localhost;Database=backofficeflow;User Id=app;Password=...;Encrypt=True"))
        });
    }

    static string Required(string? connection, string provider, string example) => string.IsNullOrWhiteSpace(connection)
        ? throw new SettingException(ConnectionKey, $"it is missing, and {provider} needs it. For example: {example}")
        : connection;

    static string Sqlite(string connection, string? root, bool isHeldOpen)
    {
        var builder = Parse<SqliteConnectionStringBuilder>(connection, UsualFile);
        if (string.IsNullOrWhiteSpace(builder.DataSource))
            throw new SettingException(ConnectionKey, $"it names no file. For example: {UsualFile}");

        if (isHeldOpen && builder is { Mode: SqliteOpenMode.Memory, Cache: SqliteCacheMode.Shared })
            return builder.ConnectionString;

        if (builder.DataSource.Contains(":memory:", StringComparison.Ordinal) || builder.Mode == SqliteOpenMode.Memory)
            throw new SettingException(ConnectionKey, $"a database in memory is gone with its last connection. Name a file, for example: {UsualFile}");

        builder.DataSource = Path.GetFullPath(builder.DataSource, root ?? Directory.GetCurrentDirectory());
        builder.ForeignKeys = true;
        return builder.ConnectionString;
    }

    static string PostgreSql(string connection)
    {
        var builder = Parse<NpgsqlConnectionStringBuilder>(connection, "Host=localhost;Database=backofficeflow;Username=app;Password=...");
        if (string.IsNullOrWhiteSpace(builder.Host))
            throw new SettingException(ConnectionKey, "it names no Host. For example: Host=localhost;Database=backofficeflow;Username=app;Password=...");

        builder.Options ??= "-c lock_timeout=10000 -c idle_in_transaction_session_timeout=25000";
        if (builder.MaxAutoPrepare == 0)
            builder.MaxAutoPrepare = 100;
        builder.ApplicationName ??= "BackOfficeFlow";

        // A batch that commits says which of its statements missed its row.
        builder.IncludeFailedBatchedCommand = true;

        // Nothing is set in a session that comes back to the pool (see OwnSession), and cleaning it up costs as much as a statement that works.
        builder.NoResetOnClose = true;
        return builder.ConnectionString;
    }

    /// <summary>A PostgreSQL connection beside the pool, for whoever changes its session: listens, holds a lock, sets a limit.</summary>
    public string OwnSession => new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString;

    static string SqlServer(string connection)
    {
        var builder = Parse<SqlConnectionStringBuilder>(connection, "Server=localhost;Database=backofficeflow;User Id=app;Password=...");
        if (string.IsNullOrWhiteSpace(builder.DataSource))
            throw new SettingException(ConnectionKey, "it names no Server. For example: Server=localhost;Database=backofficeflow;User Id=app;Password=...");
        return builder.ConnectionString;
    }

    static T Parse<T>(string connection, string example) where T : DbConnectionStringBuilder, new()
    {
        try
        {
            return new T { ConnectionString = connection };
        }
        catch (ArgumentException problem)
        {
            throw new SettingException(ConnectionKey, $"it cannot be read ({problem.Message}). For example: {example}");
        }
    }
}

using System.Collections.Concurrent;
using BackOfficeFlow.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BackOfficeFlow.Testing;

/// <summary>
/// Copies an empty database whose tables were made once in this run: making the tables anew takes longer than most tests. One template for
/// each database and set of rooms.
/// </summary>
static class SchemaTemplates
{
    static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Made = new();
    static readonly ConcurrentBag<Action> Leavings = [];

    static SchemaTemplates() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var remove in Leavings)
            remove();
    };

    /// <summary>Makes the database that the context names, with all tables, where there is none yet.</summary>
    public static async Task Create(BackOfficeDb db, RecordAssemblies rooms)
    {
        var key = $"{db.Database.ProviderName}: {string.Join(',', rooms.All.Select(assembly => assembly.FullName))}";
        var template = await Made.GetOrAdd(key, _ => new(() => Make(db))).Value;
        if (db.Database.IsSqlite())
            File.Copy(template, new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource);
        else
            await PostgresDatabase.Execute(Server(db, "postgres"), $"create database {NameOf(db)} template {template}", CancellationToken.None);
    }

    static Task<string> Make(BackOfficeDb db) => db.Database.IsSqlite() ? MakeFile(db) : MakeDatabase(db);

    static async Task<string> MakeFile(BackOfficeDb db)
    {
        var template = Path.Combine(Path.GetTempPath(), $"backofficeflow-schema-{Guid.CreateVersion7():N}.db");
        Leavings.Add(() => File.Delete(template));
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = template, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "pragma journal_mode = wal; pragma synchronous = off; begin; " + db.Database.GenerateCreateScript() + "; commit;";
        await command.ExecuteNonQueryAsync();
        return template;
    }

    static async Task<string> MakeDatabase(BackOfficeDb db)
    {
        var template = $"{NameOf(db)}_template";
        var drop = $"drop database if exists {template} with (force)";
        await PostgresDatabase.Execute(Server(db, "postgres"), drop, CancellationToken.None);
        await PostgresDatabase.Execute(Server(db, "postgres"), $"create database {template}", CancellationToken.None);
        await PostgresDatabase.Execute(Server(db, template), db.Database.GenerateCreateScript(), CancellationToken.None);

        // A server that was started for this run goes with it.
        if (PostgresServer.IsNamed)
            Leavings.Add(() => PostgresDatabase.Execute(Server(db, "postgres"), drop, CancellationToken.None).GetAwaiter().GetResult());
        return template;
    }

    static string NameOf(BackOfficeDb db) => new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()).Database!;

    /// <summary>A connection that does not stay: a database to which somebody is connected cannot be copied.</summary>
    static string Server(BackOfficeDb db, string database) =>
        new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()) { Database = database, Pooling = false }.ConnectionString;
}

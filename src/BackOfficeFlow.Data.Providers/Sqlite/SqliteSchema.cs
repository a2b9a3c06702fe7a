using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Data.Providers;

/// <summary>Migrates the file, and keeps it for this process alone: the write gate that makes SQLite bearable knows one process only.</summary>
sealed class SqliteSchema(IDbContextFactory<SqliteDb> contexts, DatabaseSettings settings) : IDatabaseSchema, IDisposable
{
    FileStream? mine;

    public async Task Migrate(CancellationToken cancel)
    {
        Take();
        await Prepare(cancel);
        await contexts.ApplyPending(cancel);
    }

    /// <summary>The file is this process's alone: there are no others.</summary>
    public Task InTurn(Func<Task> work, CancellationToken cancel) => work();

    void Take()
    {
        if (mine is not null)
            return;

        var file = new SqliteConnectionStringBuilder(settings.ConnectionString).DataSource;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        try
        {
            mine = new FileStream(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException problem) when (problem is not (DirectoryNotFoundException or FileNotFoundException))
        {
            throw new SettingException(
                "ConnectionStrings:Default",
                $"the file {file} is in use by another BackOfficeFlow. Stop that one, name another file, or use PostgreSql or SqlServer to run several.");
        }
    }

    /// <summary>Readers must not wait for the writer: the file is written ahead. And a process that is killed while migrating leaves its lock behind, and the next one would wait for ever. The file is ours alone, so nobody else holds it.</summary>
    async Task Prepare(CancellationToken cancel)
    {
        await using var connection = new SqliteConnection(settings.ConnectionString);
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "pragma journal_mode = wal";
        await command.ExecuteNonQueryAsync(cancel);
        command.CommandText = "select count(*) from sqlite_master where name = '__EFMigrationsLock'";
        if (Convert.ToInt64(await command.ExecuteScalarAsync(cancel), System.Globalization.CultureInfo.InvariantCulture) == 0)
            return;

        command.CommandText = "delete from \"__EFMigrationsLock\"";
        await command.ExecuteNonQueryAsync(cancel);
    }

    public void Dispose() => mine?.Dispose();
}

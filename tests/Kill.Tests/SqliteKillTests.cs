using System.Data.Common;
using BackOfficeFlow.Testing;
using Microsoft.Data.Sqlite;

namespace BackOfficeFlow.Kill.Tests;

public sealed class SqliteKillTests(MailServerFixture mail) : KillContract(mail)
{
    static readonly SemaphoreSlim Turn = new(1);
    static string? migrated;

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("bof-kill-");

    protected override string Provider => "Sqlite";

    protected override string ConnectionString => $"Data Source={Path.Combine(folder.FullName, "kill.db")}";

    /// <summary>A reader beside the program: only a second program is refused.</summary>
    protected override DbConnection Connect() => new SqliteConnection(ConnectionString + ";Mode=ReadOnly;Pooling=False");

    protected override async Task Migrate()
    {
        await Turn.WaitAsync();
        try
        {
            migrated ??= await FirstStartInAFile();
        }
        finally
        {
            Turn.Release();
        }

        await using var connection = new SqliteConnection($"Data Source={migrated};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "vacuum into $copy";
        command.Parameters.AddWithValue("$copy", Path.Combine(folder.FullName, "kill.db"));
        await command.ExecuteNonQueryAsync();
    }

    async Task<string> FirstStartInAFile()
    {
        var kept = Directory.CreateTempSubdirectory("bof-kill-migrated-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => kept.Delete(recursive: true);
        var file = Path.Combine(kept.FullName, "migrated.db");
        await FirstStart($"Data Source={file}");
        return file;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Delete(recursive: true);
    }
}

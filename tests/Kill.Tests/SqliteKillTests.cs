using System.Data.Common;
using BackOfficeFlow.Testing;
using Microsoft.Data.Sqlite;

namespace BackOfficeFlow.Kill.Tests;

public sealed class SqliteKillTests(MailServerFixture mail) : KillContract(mail)
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("bof-kill-");

    protected override string Provider => "Sqlite";

    protected override string ConnectionString => $"Data Source={Path.Combine(folder.FullName, "kill.db")}";

    /// <summary>A reader beside the program: only a second program is refused.</summary>
    protected override DbConnection Connect() => new SqliteConnection(ConnectionString + ";Mode=ReadOnly;Pooling=False");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Delete(recursive: true);
    }
}

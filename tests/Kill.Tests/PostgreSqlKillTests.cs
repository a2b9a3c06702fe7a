using System.Data.Common;
using BackOfficeFlow.Testing;
using Npgsql;

namespace BackOfficeFlow.Kill.Tests;

public sealed class PostgreSqlKillTests(MailServerFixture mail) : KillContract(mail)
{
    static readonly SemaphoreSlim Turn = new(1);
    static PostgresDatabase? migrated;

    PostgresDatabase database = null!;

    protected override string Provider => "PostgreSql";

    protected override string ConnectionString => database.ConnectionString;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        database = await PostgresServer.NewDatabase();
    }

    protected override DbConnection Connect() => new NpgsqlConnection(ConnectionString);

    protected override async Task Migrate()
    {
        await Turn.WaitAsync();
        try
        {
            if (migrated is null)
            {
                var first = await PostgresServer.NewDatabase();
                await FirstStart(first.ConnectionString);
                migrated = first;
                if (PostgresServer.IsNamed)
                    AppDomain.CurrentDomain.ProcessExit += (_, _) => first.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }

            await database.BecomeCopyOf(migrated);
        }
        finally
        {
            Turn.Release();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
    }
}

using System.Data.Common;
using BackOfficeFlow.Testing;
using Npgsql;

namespace BackOfficeFlow.Kill.Tests;

public sealed class PostgreSqlKillTests(MailServerFixture mail) : KillContract(mail)
{
    PostgresDatabase database = null!;

    protected override string Provider => "PostgreSql";

    protected override string ConnectionString => database.ConnectionString;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        database = await PostgresServer.NewDatabase();
    }

    protected override DbConnection Connect() => new NpgsqlConnection(ConnectionString);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
    }
}

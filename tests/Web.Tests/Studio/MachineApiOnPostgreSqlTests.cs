using BackOfficeFlow.Testing;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>The calls of other systems on PostgreSQL.</summary>
public sealed class MachineApiOnPostgreSqlTests(PostgreSqlEndpointHouse house) : MachineApiContract(house.Running), IClassFixture<PostgreSqlEndpointHouse>;

/// <summary>The product with workflows that take requests, on PostgreSQL.</summary>
public sealed class PostgreSqlEndpointHouse : EndpointHouse
{
    PostgresDatabase? database;

    /// <summary>Itself, where there is a PostgreSQL; else the test that asks is skipped.</summary>
    public EndpointHouse Running
    {
        get
        {
            PostgresServer.Require();
            return this;
        }
    }

    protected override bool IsPossible => PostgresServer.IsThere;

    protected override IReadOnlyList<string> MoreSettings => [.. base.MoreSettings, "--Database:Provider=PostgreSql", $"--ConnectionStrings:Default={database!.ConnectionString}"];

    protected override async Task Prepare() => database = await PostgresServer.NewDatabase();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
    }
}

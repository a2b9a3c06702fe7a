using BackOfficeFlow.Testing;
using Npgsql;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Architecture.Tests;

public sealed class PostgresServerTests : IAsyncLifetime
{
    PostgresDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await PostgresServer.NewDatabase(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => database is null ? ValueTask.CompletedTask : database.DisposeAsync();

    [Fact]
    public async Task A_new_database_is_empty_and_speaks_unicode()
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);

        await using var command = new NpgsqlCommand("select count(*), lower('ÑANDÚ') from information_schema.tables where table_schema = 'public'", connection);
        await using var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        await row.ReadAsync(TestContext.Current.CancellationToken);

        row.GetInt64(0).ShouldBe(0);
        row.GetString(1).ShouldBe("ñandú");
    }

    [Fact]
    public async Task Two_databases_do_not_see_each_other()
    {
        await using var other = await PostgresServer.NewDatabase(TestContext.Current.CancellationToken);

        other.Name.ShouldNotBe(database.Name);
    }
}

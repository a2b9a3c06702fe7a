using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using BackOfficeFlow.Web;

namespace BackOfficeFlow.Data.Tests;

public sealed class MigrationTests
{
    public static TheoryData<string> Providers => [.. DatabaseProviders.All];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Every_change_of_a_record_has_its_migration(string provider)
    {
        await using var parts = ModelOnly.On(provider);
        using var scope = parts.CreateScope();

        var isPending = scope.ServiceProvider.GetRequiredService<BackOfficeDb>().Database.HasPendingModelChanges();

        isPending.ShouldBeFalse("A record changed without a migration. Run: dotnet run scripts/add-migration.cs NameOfTheChange (before the first release: Initial --fresh)");
    }

    [Fact]
    public async Task A_new_file_is_migrated_and_a_second_process_on_it_is_refused()
    {
        using var folder = new TempFolder();
        await using var first = House("Sqlite", $"Data Source={folder.File("app.db")}");
        await first.GetRequiredService<IDatabaseSchema>().Migrate(TestContext.Current.CancellationToken);
        await using var second = House("Sqlite", $"Data Source={folder.File("app.db")}");

        var refused = await Should.ThrowAsync<SettingException>(() => second.GetRequiredService<IDatabaseSchema>().Migrate(TestContext.Current.CancellationToken));

        refused.Key.ShouldBe("ConnectionStrings:Default");
        refused.Message.ShouldContain("in use by another");
        (await CountInstances(first)).ShouldBe(0);
    }

    [Fact]
    public async Task A_lock_that_a_killed_process_left_behind_does_not_stop_the_next_start()
    {
        using var folder = new TempFolder();
        var connection = $"Data Source={folder.File("app.db")}";
        await using (var plain = new SqliteConnection(connection))
        {
            await plain.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = plain.CreateCommand();
            command.CommandText =
                """create table "__EFMigrationsLock" ("Id" integer not null primary key, "Timestamp" text not null); insert into "__EFMigrationsLock" values (1, '2026-01-01')""";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await using var house = House("Sqlite", connection);
        await house.GetRequiredService<IDatabaseSchema>().Migrate(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        (await CountInstances(house)).ShouldBe(0);
    }

    [Fact]
    public async Task Nodes_that_start_together_on_PostgreSQL_migrate_once()
    {
        await using var database = await PostgresServer.NewDatabase(TestContext.Current.CancellationToken);
        await using var first = House("PostgreSql", database.ConnectionString);
        await using var second = House("PostgreSql", database.ConnectionString);

        await Task.WhenAll(
            first.GetRequiredService<IDatabaseSchema>().Migrate(TestContext.Current.CancellationToken),
            second.GetRequiredService<IDatabaseSchema>().Migrate(TestContext.Current.CancellationToken));

        (await CountInstances(second)).ShouldBe(0);
    }

    [Fact]
    public async Task Work_of_the_start_is_done_by_one_node_after_the_other_on_PostgreSQL()
    {
        await using var database = await PostgresServer.NewDatabase(TestContext.Current.CancellationToken);
        await using var first = House("PostgreSql", database.ConnectionString);
        await using var second = House("PostgreSql", database.ConnectionString);
        var entered = new TaskCompletionSource();
        var leave = new TaskCompletionSource();
        var done = new ConcurrentQueue<string>();

        var one = first.GetRequiredService<IDatabaseSchema>().InTurn(
            async () =>
            {
                entered.SetResult();
                await leave.Task;
                done.Enqueue("first");
            },
            TestContext.Current.CancellationToken);
        await entered.Task;
        var other = second.GetRequiredService<IDatabaseSchema>().InTurn(
            () =>
            {
                done.Enqueue("second");
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken);
        await Eventually.Is("the second waits", () => Waits(database), cancel: TestContext.Current.CancellationToken);
        leave.SetResult();
        await Task.WhenAll(one, other);

        done.ShouldBe(["first", "second"]);
    }

    static async Task<bool> Waits(PostgresDatabase database)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(
            "select count(*) = 1 from pg_locks join pg_database on pg_database.oid = pg_locks.database where datname = current_database() and locktype = 'advisory' and not granted", connection);
        return (bool)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    internal static ServiceProvider House(string provider, string connection)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddBackOfficeFlow(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Database:Provider"] = provider, ["ConnectionStrings:Default"] = connection })
            .Build());
        return services.BuildServiceProvider();
    }

    static async Task<int> CountInstances(ServiceProvider house)
    {
        using var scope = house.CreateScope();
        return await scope.ServiceProvider.GetRequiredService<BackOfficeDb>().Set<Runtime.WorkflowInstance>().IgnoreQueryFilters().CountAsync(TestContext.Current.CancellationToken);
    }
}

sealed class TempFolder : IDisposable
{
    readonly string path = Directory.CreateTempSubdirectory("backofficeflow-data-").FullName;

    public string File(string name) => Path.Combine(path, name);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(path, recursive: true);
    }
}

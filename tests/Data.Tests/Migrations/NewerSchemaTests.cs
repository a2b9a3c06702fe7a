using System.Text;
using BackOfficeFlow.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Data.Tests;

/// <summary>
/// A rolling upgrade: a newer release has migrated, adding columns and a table, while nodes of this one still run, and some start again. They
/// neither refuse nor undo it, and all that they write still fits.
/// </summary>
public sealed class NewerSchemaTests
{
    [Fact]
    public async Task This_release_runs_on_a_newer_schema_of_a_SQLite_file()
    {
        using var folder = new TempFolder();
        await RunOnNewer("Sqlite", $"Data Source={folder.File("app.db")}");
    }

    [Fact]
    public async Task This_release_runs_on_a_newer_schema_of_PostgreSQL()
    {
        await using var database = await PostgresServer.NewDatabase(TestContext.Current.CancellationToken);
        await RunOnNewer("PostgreSql", database.ConnectionString);
    }

    static async Task RunOnNewer(string provider, string connection)
    {
        await using (var newer = MigrationTests.House(provider, connection))
            await Grow(newer);

        await using var house = await TestHouse.On(provider, connection, database: null);
        await house.Parts.GetRequiredService<IDatabaseSchema>().Migrate(TestContext.Current.CancellationToken);
        await house.Publish(ConfigurationKinds.Definition, "test", "old", Encoding.UTF8.GetBytes(Definition));
        var started = await house.Send(new StartWorkflow(new StartInstance("old", new Dictionary<string, object?>()) { OperationId = "start-1" }));
        await house.Advance(TimeSpan.FromHours(2));
        await house.Send(new DeliverStimulus("Elsa.Event", "Go"));

        (await house.Read(db => db.Set<WorkflowInstance>().SingleAsync(instance => instance.Id == started.InstanceId))).Status.ShouldBe("Finished");
        (await house.Read(db => db.Set<OutboxEntry>().CountAsync(entry => entry.State == OutboxState.Dead))).ShouldBe(0);
        (await Applied(house)).ShouldContain(Newer);
    }

    const string Newer = "99990101000000_OfANewerRelease";

    /// <summary>As the next release might: every table gets a column, which is null or has a default, and there is one table more.</summary>
    static async Task Grow(ServiceProvider newer)
    {
        await newer.GetRequiredService<IDatabaseSchema>().Migrate(TestContext.Current.CancellationToken);
        using var scope = newer.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<BackOfficeDb>();
        var tables = db.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>().Distinct();
        var statements = tables.SelectMany(table => new[] { $"alter table {table} add column later_note varchar(100)", $"alter table {table} add column later_count integer not null default 0" })
            .Append("create table later_thing (id integer not null primary key)")
            .Append($"insert into \"__EFMigrationsHistory\" (\"MigrationId\", \"ProductVersion\") values ('{Newer}', '99.0.0')");
        foreach (var statement in statements)
            await db.Database.ExecuteSqlRawAsync(statement);
    }

    static Task<List<string>> Applied(TestHouse house) => house.Read(async db => (await db.Database.GetAppliedMigrationsAsync()).ToList());

    const string Definition =
        """
        {"id":"old-1","definitionId":"old","version":1,"root":{"id":"root","type":"Elsa.Sequence","activities":[
          {"id":"line","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"A"}}},
          {"id":"rest","type":"Elsa.Delay","version":1,"timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"01:00:00"}}},
          {"id":"tell","type":"Elsa.PublishEvent","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"Nobody"}}},
          {"id":"go","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"Go"}}}]}}
        """;
}

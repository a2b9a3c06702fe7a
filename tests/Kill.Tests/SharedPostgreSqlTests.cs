using System.Globalization;
using System.Text;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using Npgsql;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Kill.Tests;

/// <summary>Programs on one PostgreSQL: they start at once on an empty database, and work whatever becomes of the job runner's tables.</summary>
public sealed class SharedPostgreSqlTests : IAsyncLifetime
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    PostgresDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await PostgresServer.NewDatabase();

    public async ValueTask DisposeAsync()
    {
        if (database is not null)
            await database.DisposeAsync();
    }

    [Fact]
    public async Task Of_two_programs_that_start_at_once_on_an_empty_database_one_migrates_and_both_work()
    {
        var started = await Task.WhenAll(WebProcess.Start(Settings()), WebProcess.Start(Settings()));
        await using var first = started[0];
        await using var second = started[1];

        foreach (var program in started)
        {
            using var client = program.NewClient();
            (await client.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        }

        (await Scalar("select count(*) > 0 and count(*) = count(distinct \"MigrationId\") from \"__EFMigrationsHistory\"")).ShouldBe("True");
        (await Scalar("select count(*) from running_node")).ShouldBe("2");
    }

    [Fact]
    public async Task Timers_fire_while_the_tables_of_jobs_are_locked_and_the_program_recovers_when_they_are_lost()
    {
        await (await WebProcess.Start(Settings())).DisposeAsync();
        await using var holder = new NpgsqlConnection(database.ConnectionString);
        await holder.OpenAsync(TestContext.Current.CancellationToken);
        await using (var locking = await holder.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await Run(holder, "lock table hangfire.server, hangfire.job, hangfire.jobqueue, hangfire.set, hangfire.hash, hangfire.lock in access exclusive mode");
            await StartDueCase("locked");
            await using var locked = await WebProcess.Start(Settings());
            await Sees(locked, "the timer fires although the tables are locked", "select count(*) from workflow_instance where status = 'Finished'", "1");
        }

        await Run(holder, "drop schema hangfire cascade");
        await StartDueCase("lost");
        await using var web = await WebProcess.Start(Settings());
        await Sees(web, "the timer fires", "select count(*) from workflow_instance where status = 'Finished'", "2");
        await Sees(web, "what recurs is planned", Planned, "1");

        // While it runs, and not only at its start.
        await Run(holder, "truncate hangfire.job, hangfire.jobqueue, hangfire.set, hangfire.hash, hangfire.server cascade");
        await Sees(web, "what recurs is planned again after the tables were wiped", Planned, "1");
        await Run(holder, "drop schema hangfire cascade");
        await StartDueCase("dropped");
        await Sees(web, "the timer fires without the tables", "select count(*) from workflow_instance where status = 'Finished'", "3");
        await Sees(web, "the tables are made again", "select count(*) from pg_tables where schemaname = 'hangfire' and tablename = 'set'", "1");
        await Sees(web, "what recurs is planned again after the tables were dropped", Planned, "1");
    }

    const string Planned = "select count(*) from hangfire.set where key = 'recurring-jobs' and value = 'retention'";

    /// <summary>Its timer is long due when the real program looks: the test's clock is behind the machine's.</summary>
    async Task StartDueCase(string id)
    {
        await using var house = await TestHouse.On("PostgreSql", database.ConnectionString, database: null);
        await house.Publish("definition", "chaos", id, Encoding.UTF8.GetBytes(
            $$"""{"id":"{{id}}-1","definitionId":"{{id}}","version":1,"root":{"id":"rest","type":"Elsa.Delay","version":1,"timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"00:00:01"} } } }"""));
        await house.SendOnly(new StartWorkflow(new StartInstance(id, new Dictionary<string, object?>())));
    }

    Dictionary<string, string> Settings() => new()
    {
        ["Database:Provider"] = "PostgreSql",
        ["ConnectionStrings:Default"] = database.ConnectionString,
        ["Demo:Enabled"] = "false",
        ["Nodes:DeadAfterSeconds"] = "3",
        ["Logs:Folder"] = Path.Combine(Path.GetTempPath(), "bof-chaos-logs"),
    };

    async Task Sees(WebProcess web, string what, string sql, string expected)
    {
        try
        {
            await Eventually.Is(what, async () => await ScalarIfThere(sql) == expected, Patience, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException problem)
        {
            throw new TimeoutException($"{problem.Message} The program said:\n{web.Output}", problem);
        }
    }

    /// <summary>Null while the table is not there.</summary>
    async Task<string?> ScalarIfThere(string sql)
    {
        try
        {
            return await Scalar(sql);
        }
        catch (PostgresException gone) when (gone.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return null;
        }
    }

    async Task<string?> Scalar(string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

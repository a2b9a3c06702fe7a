using System.Diagnostics;
using System.Globalization;
using BackOfficeFlow.Data;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Web;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Kill.Tests;

/// <summary>The backups that docs/operations.md names, taken while work goes on: each comes back whole, and its cases go on.</summary>
public sealed class BackupTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("bof-backup-");

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("vacuum")]
    [InlineData("backup")]
    public async Task A_copy_of_a_SQLite_file_that_is_worked_on_goes_on(string way)
    {
        var (source, copy) = (At("source.db"), At("copy.db"));
        await using var house = await TestHouse.On("Sqlite", $"Data Source={source}", database: null);
        await WaitingCases.Publish(house);

        var opened = await WaitingCases.OpenDuring(house, () => way == "vacuum" ? Vacuum(source, copy) : Copy(source, copy));

        (await Scalar($"Data Source={copy};Mode=ReadOnly;Pooling=False", "pragma integrity_check")).ShouldBe("ok");
        await using var restored = await TestHouse.On("Sqlite", $"Data Source={copy}", database: null);
        await GoesOn(restored, opened);
    }

    [Fact]
    public async Task A_dump_of_PostgreSQL_that_is_worked_on_goes_on()
    {
        var programs = PostgresServer.RequirePrograms();
        await using var database = await PostgresServer.NewDatabase(Cancel);
        await using var empty = await PostgresServer.NewDatabase(Cancel);
        await using var house = await TestHouse.On("PostgreSql", database.ConnectionString, database: null);
        await WaitingCases.Publish(house);

        var opened = await WaitingCases.OpenDuring(house, () => Run(programs, "pg_dump", database, "--format=custom", "--file", At("dump"), database.Name));
        await Run(programs, "pg_restore", empty, "--exit-on-error", "--dbname", empty.Name, At("dump"));

        await using var restored = await TestHouse.On("PostgreSql", empty.ConnectionString, database: null);
        await GoesOn(restored, opened);
    }

    [Fact]
    public async Task PostgreSQL_comes_back_as_it_was_a_moment_before_a_mistake()
    {
        await using var server = await ArchivingPostgres.Start();
        await Migrate(server);
        DateTimeOffset beforeMistake;
        await using (var house = await TestHouse.On("PostgreSql", server.ConnectionString, database: null))
        {
            await WaitingCases.Publish(house);
            await WaitingCases.Open(house, 3);
            await server.BackUp();
            await WaitingCases.Open(house, 2);
            beforeMistake = await Ask<DateTime>(server, "select clock_timestamp()");
            await Ask<int>(server, "with gone as (delete from armed_timer returning 1) select count(*)::int from gone");
            await WaitingCases.Open(house, 1);
        }

        await server.Restore(beforeMistake);

        (await Ask<int>(server, "select count(*)::int from workflow_instance")).ShouldBe(5);
        (await Ask<int>(server, "select count(*)::int from armed_timer")).ShouldBe(5);
        await using var web = await WebProcess.Start(new Dictionary<string, string>
        {
            ["Database:Provider"] = "PostgreSql",
            ["ConnectionStrings:Default"] = server.ConnectionString,
            ["Logs:Folder"] = folder.FullName,
        });
        await Eventually.Is("every case has ended", async () => await Ask<int>(server, "select count(*)::int from workflow_instance where finished_at is not null") == 5, cancel: Cancel);
        (await Ask<int>(server, "select count(*)::int from armed_timer")).ShouldBe(0);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    string At(string name) => Path.Combine(folder.FullName, name);

    static async Task GoesOn(TestHouse restored, int opened)
    {
        var kept = await WaitingCases.Count(restored);
        kept.ShouldBeInRange(5, opened);
        (await WaitingCases.CountTimers(restored)).ShouldBe(kept);

        await restored.Advance(TimeSpan.FromMinutes(11));

        (await WaitingCases.CountOpen(restored)).ShouldBe(0);
        (await WaitingCases.Count(restored)).ShouldBe(kept);
    }

    static async Task Vacuum(string source, string copy) => await Scalar($"Data Source={source};Mode=ReadOnly;Pooling=False", $"vacuum into '{copy}'");

    static async Task Copy(string source, string copy)
    {
        await using var from = new SqliteConnection($"Data Source={source};Mode=ReadOnly;Pooling=False");
        await using var to = new SqliteConnection($"Data Source={copy};Pooling=False");
        await from.OpenAsync(Cancel);
        await to.OpenAsync(Cancel);
        from.BackupDatabase(to);
    }

    static async Task<string?> Scalar(string connectionString, string sql)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(Cancel), CultureInfo.InvariantCulture);
    }

    static async Task<T> Ask<T>(ArchivingPostgres server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(Cancel))!;
    }

    // As the program does at its start; a house of tests makes its tables without migrations.
    static async Task Migrate(ArchivingPostgres server)
    {
        var settings = new Dictionary<string, string?> { ["Database:Provider"] = "PostgreSql", ["ConnectionStrings:Default"] = server.ConnectionString };
        await using var parts = new ServiceCollection().AddLogging().AddBackOfficeFlow(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
        await parts.GetRequiredService<IDatabaseSchema>().Migrate(Cancel);
    }

    static async Task Run(string programs, string program, PostgresDatabase database, params string[] arguments)
    {
        var server = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        string[] where = ["--host", server.Host!, "--port", server.Port.ToString(CultureInfo.InvariantCulture), "--username", server.Username!];
        var start = new ProcessStartInfo(Path.Combine(programs, program), [.. where, .. arguments]) { RedirectStandardError = true };
        start.Environment["PGPASSWORD"] = server.Password ?? "";
        using var running = Process.Start(start)!;
        var complaints = await running.StandardError.ReadToEndAsync(Cancel);
        await running.WaitForExitAsync(Cancel);
        running.ExitCode.ShouldBe(0, complaints);
    }
}

using System.Globalization;
using System.Net;
using BackOfficeFlow.Testing;
using Npgsql;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>The whole program on PostgreSQL, as somebody runs it in production, with the demo company.</summary>
public sealed class OnPostgreSqlTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_product_migrates_signs_people_in_and_works_as_a_node()
    {
        await using var database = await PostgresServer.NewDatabase(Cancel);
        await using var web = await WebProcess.Start(new Dictionary<string, string>
        {
            ["Database:Provider"] = "PostgreSql",
            ["ConnectionStrings:Default"] = database.ConnectionString,
            ["Demo:Enabled"] = "true",
            ["Logs:Folder"] = Path.Combine(Path.GetTempPath(), "bof-postgres-logs"),
        });
        using var browser = new PlainBrowser(web.NewClient());

        using var ready = await browser.Get("/health/ready");
        ready.StatusCode.ShouldBe(HttpStatusCode.OK, web.Output);
        using var signedIn = await browser.SignIn("ana@luminara.example", DemoPeople.Password);
        signedIn.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var inbox = await browser.Get("/inbox");
        inbox.StatusCode.ShouldBe(HttpStatusCode.OK);

        (await Count("select count(*) from user_task where state = 'Offered'")).ShouldBeGreaterThan(0);
        await Eventually.Is("the Hangfire server is at work", async () => await Count("select count(*) from hangfire.server where lastheartbeat is not null") == 1, cancel: Cancel);
        await Eventually.Is(
            "the node goes on saying that it is alive", async () => await Count("select count(*) from running_node where seen_at > started_at + interval '5 seconds'") == 1, cancel: Cancel);

        async Task<long> Count(string sql)
        {
            await using var connection = new NpgsqlConnection(database.ConnectionString);
            await connection.OpenAsync(Cancel);
            await using var command = new NpgsqlCommand(sql, connection);
            return Convert.ToInt64(await command.ExecuteScalarAsync(Cancel), CultureInfo.InvariantCulture);
        }
    }
}

using System.Data.Common;
using System.Globalization;
using System.Text;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Kill.Tests;

/// <summary>
/// The real program, killed with kill -9 at a named place, started again. A case waits for a timer and then writes one mail: whatever is lost on
/// the way, the case ends, the mail arrives once and no timer is left. Each database inherits the suite.
/// </summary>
public abstract partial class KillContract(MailServerFixture mail) : IClassFixture<MailServerFixture>, IAsyncLifetime
{
    /// <summary>Shorter than any lease: what a killed process had claimed is taken over as soon as it is known to be dead.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    MailServer server = null!;

    protected abstract string Provider { get; }

    protected abstract string ConnectionString { get; }

    public virtual async ValueTask InitializeAsync() => server = await mail.Server();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected abstract DbConnection Connect();

    /// <summary>Copies the database of a program that was started once in this run and killed, so that each test need not wait for a first start.</summary>
    protected abstract Task Migrate();

    [Theory]
    [InlineData("in-claim")]
    [InlineData("in-burst")]
    [InlineData("after-outbox-before-send")]
    public async Task A_case_goes_on_after_a_kill(string crashPoint)
    {
        var address = $"{crashPoint}.{Provider}@{MailServer.Domain}".ToLowerInvariant();
        await Migrate();
        await StartCase(address);

        await KillAt(crashPoint);
        await using var again = await WebProcess.Start(Settings());

        await Sees(again, "the case has ended", "select status from workflow_instance", "Finished");
        await Sees(again, "all effects are done", "select count(*) from outbox_entry where state in ('Waiting', 'Dead')", "0");
        (await server.InboxOf(1, address, cancel: TestContext.Current.CancellationToken)).Count.ShouldBe(1);
        (await Scalar("select count(*) from armed_timer")).ShouldBe("0");
    }

    [Fact]
    public async Task The_program_starts_after_a_kill_in_the_middle_of_the_first_migration()
    {
        await KillAt("migrating");

        await using var again = await WebProcess.Start(Settings());

        using var client = again.NewClient();
        (await client.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
    }

    /// <summary>What a first start leaves in an empty database.</summary>
    protected async Task FirstStart(string connectionString)
    {
        await using var first = await WebProcess.Start(new Dictionary<string, string>(Settings()) { ["ConnectionStrings:Default"] = connectionString });
    }

    async Task KillAt(string crashPoint)
    {
        await using var doomed = WebProcess.Launch(Settings(crashPoint));
        await doomed.Reaches(crashPoint);
        await doomed.Kill();
    }

    /// <summary>The timer of the case is long due when the real program looks: the test's clock is behind the machine's.</summary>
    async Task StartCase(string address)
    {
        await using var house = await TestHouse.On(Provider, ConnectionString, database: null);
        await house.Publish("template", "chaos", "chaos/notice", Encoding.UTF8.GetBytes(Template));
        await house.Publish("definition", "chaos", "chaos-notice", Encoding.UTF8.GetBytes(Definition(address)));
        await house.SendOnly(new StartWorkflow(new StartInstance("chaos-notice", new Dictionary<string, object?>())));
    }

    Dictionary<string, string> Settings(string crashPoint = "") => new()
    {
        ["Database:Provider"] = Provider,
        ["ConnectionStrings:Default"] = ConnectionString,
        ["CrashPoints:Enabled"] = crashPoint,
        ["Demo:Enabled"] = "false",
        ["Nodes:DeadAfterSeconds"] = "3",
        ["Logs:Folder"] = Path.Combine(Path.GetTempPath(), "bof-chaos-logs"),
        // At any time of the day: the clock is the machine's.
        ["Messages:Quiet:From"] = "00:00",
        ["Messages:Quiet:Until"] = "00:00",
        ["Mail:Mode"] = "Smtp",
        ["Mail:Host"] = MailServer.Host,
        ["Mail:Port"] = server.SmtpPort.ToString(CultureInfo.InvariantCulture),
        ["Mail:Tls"] = "None",
        ["Mail:From"] = $"orders@{MailServer.Domain}",
    };

    async Task Sees(WebProcess web, string what, string sql, string expected)
    {
        try
        {
            await Eventually.Is(what, async () => await Scalar(sql) == expected, Patience, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException problem)
        {
            throw new TimeoutException($"{problem.Message} '{sql}' says {await Scalar(sql)}; state {await Scalar("select state from workflow_instance")}. The program said:\n{web.Output}", problem);
        }
    }

    async Task<string?> Scalar(string sql)
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    const string Template =
        """
        { "channel": "mail", "purpose": "service", "variables": {}, "languages": {
          "es": { "subject": "Su pedido", "body": "Está en camino." }, "en": { "subject": "Your order", "body": "It is on its way." } } }
        """;

    static string Definition(string address) =>
        $$"""
        {
          "id": "chaos-notice-1", "definitionId": "chaos-notice", "name": "Notice", "version": 1, "isLatest": true, "isPublished": true,
          "root": { "id": "all", "nodeId": "all", "type": "Elsa.Sequence", "version": 1, "activities": [
            { "id": "wait", "nodeId": "all:wait", "type": "Elsa.Delay", "version": 1,
              "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "00:10:00" } } },
            { "id": "write", "nodeId": "all:write", "type": "BackOffice.SendMessage", "version": 1,
              "template": { "typeName": "String", "expression": { "type": "Literal", "value": "chaos/notice" } },
              "to": { "typeName": "String", "expression": { "type": "Literal", "value": "{{address}}" } },
              "urgent": { "typeName": "Boolean", "expression": { "type": "Literal", "value": true } } } ] }
        }
        """;
}

using System.Globalization;
using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Running;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BackOfficeFlow.Runtime.Tests;

/// <summary>What holds of calls that workflows make, with real calls to a real listener.</summary>
public abstract class WorkflowCallContract
{
    static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    protected abstract Task<TestHouse> Open(IReadOnlyDictionary<string, string?> settings);

    static string Fetch(string url, string more = "", string type = "Elsa.FlowSendHttpRequest") =>
        Write.Step(type, "call", ("url", url))[..^1] + ""","parsedContent":{"typeName":"Object","memoryReference":{"id":"body"}}""" + more + "}";

    static string Input(string name, string value) => $$""","{{name}}":{"typeName":"Object","expression":{"type":"Literal","value":{{value}} } }""";

    [Fact]
    public async Task A_call_goes_out_once_after_the_commit_and_its_answer_goes_on_with_the_case()
    {
        await using var other = await OtherSystem.Open(async (context, _) =>
        {
            // Without a length: it comes in chunks.
            context.Response.ContentType = "application/json; charset=utf-8";
            await context.Response.WriteAsync("{\"total\":");
            await context.Response.Body.FlushAsync();
            await context.Response.WriteAsync("12.5}");
        });
        await using var house = await Open(Allowed());

        var id = await Start(house, Fetch(other.Url, Input("method", "\"POST\"") + Input("content", "\"{\\\"a\\\":1}\"") + Input("contentType", "\"application/json\"") + Input("authorization", "\"Bearer hush-hush\"")), Write.Line("done"));

        var call = other.Calls.ShouldHaveSingleItem();
        (call.Method, call.Body, call["Authorization"], call["Content-Type"]).ShouldBe(("POST", "{\"a\":1}", "Bearer hush-hush", "application/json"));
        call["Idempotency-Key"]!.ShouldStartWith($"demo:{id:N}/");
        var instance = await Read(house, id);
        instance.SubStatus.ShouldBe(InstanceSubStatus.Finished);
        ((IReadOnlyDictionary<string, object?>)instance.Output["body"]!)["total"].ShouldBe(12.5m);
        // Nothing of the call is kept, its secret least of all.
        (await house.Read(db => db.Set<OutboxEntry>().CountAsync())).ShouldBe(0);
        (await house.Read(db => db.Set<JournalEntry>().Select(entry => entry.Events).ToListAsync())).ShouldAllBe(events => !events.Contains("hush"));
    }

    [Fact]
    public async Task A_crash_between_the_call_and_its_answer_repeats_the_call_under_its_key_and_the_case_hears_one_answer()
    {
        await using var other = await OtherSystem.Open((context, count) => context.Response.WriteAsync($"\"{count}\""));
        await using var house = await Open(Allowed());
        await house.Publish(ConfigurationKinds.Definition, "test", "calls", Write.Sequence("calls", Fetch(other.Url), Write.Line("done")));
        var id = (await house.SendOnly(new StartWorkflow(new StartInstance("calls", new Dictionary<string, object?>())))).InstanceId;

        // A node takes the message, calls, and is gone before it could write down what was answered.
        var scopes = house.Parts.GetRequiredService<Scopes>();
        var claimed = (await scopes.Run<Claims, IReadOnlyList<ClaimedMessage>>(new Caller(null, null, "system"), claims => claims.TakeMessages(10, Lease, CancellationToken.None), CancellationToken.None)).ShouldHaveSingleItem();
        await scopes.Apart<OutboxOutside, OutboxAnswer>(Caller.System(TestHouse.Tenant), part => part.Do(claimed.Message, CancellationToken.None));
        other.Calls.Count.ShouldBe(1);
        await house.Advance(Lease + TimeSpan.FromMinutes(1));

        other.Calls.Count.ShouldBe(2);
        other.Calls.Select(call => call["Idempotency-Key"]).Distinct().ShouldHaveSingleItem();
        // And the dead node's answer, should it come after all, changes nothing.
        await Should.ThrowAsync<LostLeaseException>(() => scopes.Run<OutboxEnd, bool>(Caller.System(TestHouse.Tenant), part => part.End(claimed, OutboxAnswer.Delivered(new { status = 200 }), CancellationToken.None), CancellationToken.None));
        await house.Settle();
        var instance = await Read(house, id);
        (instance.SubStatus, instance.Incidents.Count).ShouldBe((InstanceSubStatus.Finished, 0));
        (await Journal(house, id)).Count(line => line == "call Resumed").ShouldBe(1);
    }

    [Fact]
    public async Task A_failure_that_passes_is_tried_again_no_sooner_than_the_other_system_asks()
    {
        await using var other = await OtherSystem.Open(async (context, count) =>
        {
            context.Response.StatusCode = count == 1 ? 503 : 200;
            if (count == 1)
                context.Response.Headers.RetryAfter = "120";
            await context.Response.WriteAsync("fine");
        });
        await using var house = await Open(Allowed());

        var id = await Start(house, Fetch(other.Url));
        await house.Advance(TimeSpan.FromSeconds(119));
        other.Calls.Count.ShouldBe(1);
        await house.Advance(TimeSpan.FromSeconds(2));

        other.Calls.Count.ShouldBe(2);
        other.Calls.Select(call => call["Idempotency-Key"]).Distinct().ShouldHaveSingleItem();
        (await Read(house, id)).Output["body"].ShouldBe("fine");
        (await Journal(house, id)).ShouldContain("call Attempts");
    }

    [Theory]
    [InlineData("GET", 500, "", 4)]
    [InlineData("POST", 500, "", 1)]
    [InlineData("POST", 429, "", 4)]
    [InlineData("GET", 404, "", 1)]
    [InlineData("GET", 503, "503", 1)]
    public async Task Without_a_plan_only_what_may_be_done_twice_is_tried_again_and_never_an_answer_that_is_expected(string method, int status, string expected, int calls)
    {
        await using var other = await OtherSystem.Open(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        await using var house = await Open(Allowed());

        var id = await Start(house, Fetch(other.Url, Input("method", $"\"{method}\"") + Input("expectedStatusCodes", $"[{expected}]")));
        await house.Advance(TimeSpan.FromMinutes(5));

        other.Calls.Count.ShouldBe(calls);
        (await Read(house, id)).SubStatus.ShouldBe(InstanceSubStatus.Finished);
    }

    [Theory]
    [InlineData("""{"mode":"Identifier","strategyId":"once"}""", 2)]
    [InlineData("""{"maxRetryAttempts":2}""", 3)]
    [InlineData("""{"mode":"Identifier","strategyId":"nobody knows it"}""", 1)]
    [InlineData("""{"mode":"Expression","expression":{"type":"JavaScript","value":"({ maxRetryAttempts: 2, delay: '00:00:10' })"}}""", 3)]
    public async Task The_plan_of_the_definition_decides_how_often(string strategy, int calls)
    {
        await using var other = await OtherSystem.Open(context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        });
        await using var house = await Open(Allowed(("Resilience:Strategies:0:Id", "once"), ("Resilience:Strategies:0:MaxRetryAttempts", "1")));

        await Start(house, Fetch(other.Url, Input("method", "\"POST\"") + $$""","customProperties":{"resilienceStrategy":{{strategy}}}"""));
        await house.Advance(TimeSpan.FromMinutes(5));

        other.Calls.Count.ShouldBe(calls);
    }

    [Theory]
    [InlineData("Failed to connect", false)]
    [InlineData("Timeout", true)]
    public async Task A_call_without_an_answer_goes_its_own_way_at_last(string outcome, bool isSlow)
    {
        await using var other = await OtherSystem.Open(context =>
        {
            var gone = new TaskCompletionSource();
            context.RequestAborted.Register(gone.SetResult);
            return gone.Task;
        });
        await using var house = await Open(Allowed(("Hooks:TimeoutSeconds", "1"), ("Hooks:Retries", "1")));
        var url = isSlow ? other.Url : "http://localhost:1/";

        var id = await Start(house, Fetch(url));
        await house.Advance(TimeSpan.FromMinutes(5));

        other.Calls.Count.ShouldBe(isSlow ? 2 : 0);
        (await Read(house, id)).SubStatus.ShouldBe(InstanceSubStatus.Finished);
        (await Outcomes(house, id)).ShouldContain(outcome);
    }

    [Theory]
    [InlineData("https://elsewhere.example/", "Hooks:AllowedHosts")]
    [InlineData("http://127.0.0.1:PORT/", "Hooks:AllowedHosts")]
    [InlineData("http://2130706433:PORT/", "Hooks:AllowedHosts")]
    [InlineData("http://0x7f.1:PORT/", "Hooks:AllowedHosts")]
    [InlineData("http://0177.0.0.1:PORT/", "Hooks:AllowedHosts")]
    [InlineData("http://[::1]:PORT/", "Hooks:AllowedHosts")]
    [InlineData("http://[::ffff:7f00:1]:PORT/", "Hooks:AllowedHosts")]
    [InlineData("http://[64:ff9b::7f00:1]:PORT/", "Hooks:AllowedHosts")]
    [InlineData("http://localhost@evil.example:PORT/", "Hooks:Secrets")]
    [InlineData("http://evil.example#@localhost:PORT/", "Hooks:AllowedHosts")]
    public async Task A_host_that_nobody_named_is_not_called_however_it_is_written(string url, string remedy)
    {
        await using var other = await OtherSystem.Open(_ => Task.CompletedTask);
        await using var house = await Open(Allowed());

        var id = await Start(house, Fetch(url.Replace("PORT", other.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));

        other.Calls.ShouldBeEmpty();
        var instance = await Read(house, id);
        (instance.NeedsAttention, instance.Incidents.Single().Message.Contains(remedy, StringComparison.Ordinal)).ShouldBe((true, true), instance.Incidents.Single().Message);
    }

    [Theory]
    [InlineData("http://localhost:PORT/")]
    [InlineData("http://127.0.0.1:PORT/")]
    [InlineData("http://[::ffff:127.0.0.1]:PORT/")]
    [InlineData("http://[64:ff9b::7f00:1]:PORT/")]
    [InlineData("http://[2002:7f00:1::]:PORT/")]
    [InlineData("http://2130706433:PORT/")]
    [InlineData("http://169.254.169.254:PORT/")]
    public async Task An_allowed_name_that_leads_behind_the_wall_is_refused_where_the_line_is_opened(string url)
    {
        await using var other = await OtherSystem.Open(_ => Task.CompletedTask);
        await using var house = await Open(new Dictionary<string, string?> { ["Hooks:AllowedHosts:0"] = "*", ["Hooks:AllowHttp"] = "true" });

        var id = await Start(house, Fetch(url.Replace("PORT", other.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));

        other.Calls.ShouldBeEmpty();
        (await Read(house, id)).Incidents.Single().Message.ShouldContain("Hooks:AllowPrivate");
    }

    [Fact]
    public async Task What_the_settings_lacked_is_sent_when_they_are_mended_and_somebody_tries_again()
    {
        await using var other = await OtherSystem.Open(context => context.Response.WriteAsync("yes"));
        await using var house = await Open(new Dictionary<string, string?> { ["Hooks:AllowHttp"] = "true", ["Hooks:AllowPrivate"] = "true" });
        var id = await Start(house, Fetch(other.Url, Input("authorization", "\"secret:partner\"")));
        house.Parts.GetRequiredService<IOptions<CallSettings>>().Value.AllowedHosts.Add("localhost");
        house.Parts.GetRequiredService<IOptions<CallSettings>>().Value.Secrets["partner"] = "Bearer s3cr3t";

        await house.Send(new RetryIncident(id, (await Read(house, id)).Incidents.Single().Id));

        other.Calls.Single()["Authorization"].ShouldBe("Bearer s3cr3t");
        var instance = await Read(house, id);
        (instance.SubStatus, instance.Output["body"]).ShouldBe((InstanceSubStatus.Finished, "yes"));
    }

    [Fact]
    public async Task Sent_on_to_another_address_a_call_leaves_its_secrets_behind_and_every_address_is_checked()
    {
        await using var last = await OtherSystem.Open(context => context.Response.WriteAsync(context.Request.Path));
        await using var first = await OtherSystem.Open(context =>
        {
            context.Response.Redirect(context.Request.Path == "/things" ? "/same" : last.ByNumber);
            return Task.CompletedTask;
        });
        await using var house = await Open(Allowed(("Hooks:AllowedHosts:1", "127.0.0.1")));

        var id = await Start(house, Fetch(first.Url, Input("method", "\"POST\"") + Input("content", "\"x\"") + Input("contentType", "\"text/plain\"")
            + Input("authorization", "\"Bearer hush\"") + Input("requestHeaders", """{"X-Secret":"hush","Accept":"text/plain"}""")));

        first.Calls.Select(call => (call.Method, call.Path, call["Authorization"], call["X-Secret"])).ShouldBe([("POST", "/things", "Bearer hush", "hush"), ("GET", "/same", "Bearer hush", "hush")]);
        var call = last.Calls.Single();
        (call.Method, call["Authorization"], call["X-Secret"], call["Accept"], call.Body).ShouldBe(("GET", null, null, "text/plain", ""));
        (await Read(house, id)).Output["body"].ShouldBe("/things");
    }

    [Theory]
    [InlineData("http://127.0.0.1:PORT/things", "Hooks:AllowedHosts")]
    [InlineData("http://[::ffff:127.0.0.1]:PORT/", "Hooks:AllowedHosts")]
    [InlineData("file:///etc/passwd", "")]
    [InlineData("ftp://localhost/", "")]
    [InlineData("http://user:secret@localhost:PORT/", "Hooks:Secrets")]
    [InlineData("/things", "5")]
    public async Task Sent_on_to_where_it_must_not_go_a_call_ends_in_an_incident(string target, string remedy)
    {
        var port = 0;
        await using var other = await OtherSystem.Open((context, count) =>
        {
            context.Response.Redirect(target.Replace("PORT", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
            return Task.CompletedTask;
        });
        port = other.Port;
        await using var house = await Open(Allowed());

        var id = await Start(house, Fetch(other.Url));

        other.Calls.Count.ShouldBe(target == "/things" ? 6 : 1);
        (await Read(house, id)).Incidents.Single().Message.ShouldContain(remedy);
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read_to_its_end()
    {
        await using var other = await OtherSystem.Open(async (context, _) =>
        {
            var part = new byte[1 << 20];
            for (var i = 0; i < 50 && !context.RequestAborted.IsCancellationRequested; i++)
                await context.Response.Body.WriteAsync(part);
        });
        await using var house = await Open(Allowed(("Hooks:MaxResponseMegabytes", "2")));

        var id = await Start(house, Fetch(other.Url));

        (await Read(house, id)).Incidents.Single().Message.ShouldContain("Hooks:MaxResponseMegabytes");
    }

    [Theory]
    [InlineData("""{"X-A":"a\r\nX-B: b"}""")]
    [InlineData("""{"X A":"a"}""")]
    public async Task A_header_that_would_smuggle_another_is_refused(string headers)
    {
        await using var other = await OtherSystem.Open(_ => Task.CompletedTask);
        await using var house = await Open(Allowed());

        var id = await Start(house, Fetch(other.Url, Input("requestHeaders", headers)));

        other.Calls.ShouldBeEmpty();
        (await Read(house, id)).NeedsAttention.ShouldBeTrue();
    }

    [Fact]
    public async Task A_case_that_was_cancelled_calls_nobody_any_more()
    {
        await using var other = await OtherSystem.Open(_ => Task.CompletedTask);
        await using var house = await Open(Allowed());
        await house.Publish(ConfigurationKinds.Definition, "test", "calls", Write.Sequence("calls", Fetch(other.Url)));
        var id = (await house.SendOnly(new StartWorkflow(new StartInstance("calls", new Dictionary<string, object?>())))).InstanceId;

        await house.SendOnly(new CancelInstance(id, "no longer wanted"));
        await house.Settle();

        other.Calls.ShouldBeEmpty();
        (await house.Read(db => db.Set<OutboxEntry>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_file_comes_with_its_bytes_name_and_type()
    {
        await using var other = await OtherSystem.Open(async context =>
        {
            context.Response.ContentType = "text/csv";
            context.Response.Headers.ContentDisposition = "attachment; filename=list.csv";
            await context.Response.Body.WriteAsync(new byte[] { 0xE9, 0x3B, 0x31 });
        });
        await using var house = await Open(Allowed());

        var id = await Start(house, Write.Step("Elsa.DownloadHttpFile", "call", ("url", other.Url))[..^1] + ""","result":{"typeName":"Object","memoryReference":{"id":"file"}}}""");

        var file = (IReadOnlyDictionary<string, object?>)(await Read(house, id)).Output["file"]!;
        (file["Filename"], file["ContentType"], Convert.ToHexString((byte[])file["Content"]!)).ShouldBe(("list.csv", "text/csv", "E93B31"));
    }

    static Dictionary<string, string?> Allowed(params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string?> { ["Hooks:AllowedHosts:0"] = "localhost", ["Hooks:AllowHttp"] = "true", ["Hooks:AllowPrivate"] = "true" };
        foreach (var (key, value) in more)
            settings[key] = value;
        return settings;
    }

    static async Task<Guid> Start(TestHouse house, params string[] activities)
    {
        await house.Publish(ConfigurationKinds.Definition, "test", "calls", Write.Sequence("calls", activities));
        return (await house.Send(new StartWorkflow(new StartInstance("calls", new Dictionary<string, object?>())))).InstanceId;
    }

    static Task<Instance> Read(TestHouse house, Guid id) => house.Read(async db => Instance.Open((await db.Set<WorkflowInstance>().AsNoTracking().SingleAsync(instance => instance.Id == id)).State));

    static async Task<IReadOnlyList<JournalEvent>> Events(TestHouse house, Guid id)
    {
        var entries = await house.Read(db => db.Set<JournalEntry>().AsNoTracking().Where(entry => entry.InstanceId == id).OrderBy(entry => entry.Burst).ToListAsync());
        return [.. entries.SelectMany(entry => JournalText.Read(entry.Events))];
    }

    static async Task<IReadOnlyList<string>> Journal(TestHouse house, Guid id) => [.. (await Events(house, id)).Select(line => $"{line.NodeId} {line.What}")];

    static async Task<IReadOnlyList<string>> Outcomes(TestHouse house, Guid id) =>
        [.. (await Events(house, id)).Where(line => line.NodeId == "call").SelectMany(line => line.Details?.GetValueOrDefault("Outcomes") as IReadOnlyList<object?> ?? []).OfType<string>()];
}

public sealed class SqliteWorkflowCallTests : WorkflowCallContract
{
    protected override Task<TestHouse> Open(IReadOnlyDictionary<string, string?> settings) => TestHouse.OnSqlite(settings: settings);
}

public sealed class PostgreSqlWorkflowCallTests : WorkflowCallContract
{
    protected override Task<TestHouse> Open(IReadOnlyDictionary<string, string?> settings) => TestHouse.OnPostgreSql(settings: settings);
}

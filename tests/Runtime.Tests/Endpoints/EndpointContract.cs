using BackOfficeFlow.Engine.Activities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Runtime.Tests;

/// <summary>What holds of requests that start workflows or wake them, whichever database is below.</summary>
public abstract class EndpointContract : IAsyncLifetime
{
    protected TestHouse House { get; private set; } = null!;

    protected abstract Task<TestHouse> Open(IReadOnlyDictionary<string, string?> settings);

    public async ValueTask InitializeAsync() => House = await Open(new Dictionary<string, string?>
    {
        ["Hooks:AllowedHosts:0"] = "localhost", ["Hooks:AllowHttp"] = "true", ["Hooks:AllowPrivate"] = "true"
    });

    public async ValueTask DisposeAsync()
    {
        if (House is not null)
            await House.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    static string Endpoint(string path) => Write.Step("Elsa.HttpEndpoint", "e", ("path", path));

    static string Answer(string text) => Write.Step("Elsa.WriteHttpResponse", "r", ("content", text));

    Task<ConfigurationItem> Publish(string definition, params string[] activities) =>
        House.Publish(ConfigurationKinds.Definition, "test", definition, Write.Sequence(definition, activities));

    async Task<EndpointRun> Call(string path, string exchange = "x", string? operation = null)
    {
        var match = (await House.SendOnly(new FindEndpoint("GET", path))).ShouldNotBeNull();
        return await House.SendOnly(new RunEndpoint(match, new HttpArrival(exchange, "GET", path) { RouteData = match.RouteData }) { OperationId = operation, Fingerprint = "f" });
    }

    Task<int> Instances() => House.Read(db => db.Set<WorkflowInstance>().CountAsync());

    [Fact]
    public async Task A_request_is_found_by_its_path_and_answered_in_the_transaction_that_starts_its_case()
    {
        await Publish("one", Write.Starts(Endpoint("Orders/{id:int}/lines/{line?}")), Answer("hello"));

        var run = await Call("orders/7/LINES");

        (run.Progress, System.Text.Encoding.UTF8.GetString(run.Answer!.Body!)).ShouldBe((EndpointProgress.Answered, "hello"));
        (await House.SendOnly(new FindEndpoint("GET", "orders/7/lines/8"))).ShouldNotBeNull();
        (await House.SendOnly(new FindEndpoint("GET", "orders/x/lines"))).ShouldBeNull();
        (await House.SendOnly(new FindEndpoint("POST", "orders/7/lines"))).ShouldBeNull();
        // What went straight to whoever asked is not kept besides.
        (await House.Read(db => db.Set<OutboxEntry>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task The_same_operation_races_itself_and_runs_once()
    {
        await Publish("one", Write.Starts(Endpoint("one")), Answer("hello"));

        var runs = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Call("one", "same", "http:op-1"))));

        runs.Select(run => run.InstanceId).Distinct().ShouldHaveSingleItem();
        (await Instances()).ShouldBe(1);
        var before = (await House.SendOnly(new FindEndpointRun("http:op-1"), Caller.System(TestHouse.Tenant))).ShouldNotBeNull();
        (before.InstanceId, before.Fingerprint, before.Answer!.Status, before.Answer.Body!.Length).ShouldBe((runs[0].InstanceId, "f", 200, 5));
    }

    [Fact]
    public async Task A_waiting_case_is_woken_once_by_requests_that_race()
    {
        await Publish("waits", Endpoint("answer/{id}"), Answer("thanks"));
        await House.Send(new StartWorkflow(new StartInstance("waits", new Dictionary<string, object?>())));
        var match = (await House.SendOnly(new FindEndpoint("GET", "answer/1"))).ShouldNotBeNull();

        var runs = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(async () =>
        {
            try
            {
                return await House.SendOnly(new RunEndpoint(match, new HttpArrival($"x{i}", "GET", "answer/1")));
            }
            catch (RuleBrokenException gone) when (gone.Code == "not-found")
            {
                return null;
            }
        })));

        runs.Count(run => run is not null).ShouldBe(1);
        (await House.SendOnly(new FindEndpoint("GET", "answer/1"))).ShouldBeNull();
    }

    [Fact]
    public async Task An_answer_of_a_later_burst_is_kept_for_whoever_still_waits()
    {
        await using var other = await OtherSystem.Open(_ => Task.CompletedTask);
        await Publish("asks", Write.Starts(Endpoint("asks")), Write.Step("Elsa.FlowSendHttpRequest", "call", ("url", other.Url)), Answer("at last"));

        var run = await Call("asks", "late", "http:op-2");
        run.Progress.ShouldBe(EndpointProgress.UnderWay);
        (await House.SendOnly(new ShowEndpointRun(run))).Progress.ShouldBe(EndpointProgress.UnderWay);
        await House.Settle();

        // Another node asks, and so does whoever repeats the request.
        var later = await House.SendOnly(new ShowEndpointRun((await House.SendOnly(new FindEndpointRun("http:op-2"), Caller.System(TestHouse.Tenant)))!));
        (later.Progress, System.Text.Encoding.UTF8.GetString(later.Answer!.Body!)).ShouldBe((EndpointProgress.Answered, "at last"));
        (await Instances()).ShouldBe(1);
    }

    [Fact]
    public async Task A_crash_before_the_commit_leaves_nothing_and_the_same_operation_runs_anew()
    {
        await Publish("one", Write.Starts(Endpoint("one")), Answer("hello"));
        var match = (await House.SendOnly(new FindEndpoint("GET", "one")))!;
        var order = new RunEndpoint(match, new HttpArrival("x", "GET", "one")) { OperationId = "http:op-3", Fingerprint = "f" };
        await Should.ThrowAsync<InvalidOperationException>(() => House.Parts.GetRequiredService<Scopes>().Run<MediatR.IMediator, EndpointRun>(Caller.System(TestHouse.Tenant), async mediator =>
        {
            await mediator.Send(order);
            throw new InvalidOperationException("The power is gone.");
        }, CancellationToken.None));
        (await Instances()).ShouldBe(0);

        var run = await House.SendOnly(order);

        run.Progress.ShouldBe(EndpointProgress.Answered);
        (await Instances()).ShouldBe(1);
    }

    [Fact]
    public async Task A_step_that_fails_before_the_answer_is_told_and_an_old_incident_is_not()
    {
        await Publish("waits", Endpoint("first"), Write.Step("Elsa.RunTask", "task", ("taskName", "t")), Endpoint("second"), Answer("fine"));
        await Publish("broken", Write.Starts(Endpoint("broken")), Write.Step("Elsa.Fault", "f", ("message", "no")));

        (await Call("broken")).Progress.ShouldBe(EndpointProgress.Failed);
        await House.Send(new StartWorkflow(new StartInstance("waits", new Dictionary<string, object?>())));
        (await Call("first")).Progress.ShouldBe(EndpointProgress.NoAnswer);
    }

    [Fact]
    public async Task A_path_that_is_taken_keeps_its_process_and_the_second_is_not_published()
    {
        await Publish("first", Write.Starts(Endpoint("desk/{id}")), Answer("first"));

        var refused = await Should.ThrowAsync<RuleBrokenException>(() => Publish("second", Write.Starts(Endpoint("DESK/{number}/"))));

        (refused.Code, refused.Message.Contains("first", StringComparison.Ordinal)).ShouldBe(("http-path-taken", true));
        (await House.Read(db => db.Set<ConfigurationItem>().CountAsync(item => item.EntryKey == "second"))).ShouldBe(0);
        await House.In<Configurations, bool>(configurations => configurations.Retract(ConfigurationKinds.Definition, "first", CancellationToken.None), Caller.System(TestHouse.Tenant));
        await Publish("second", Write.Starts(Endpoint("desk/{number}")), Answer("second"));
        System.Text.Encoding.UTF8.GetString((await Call("desk/1")).Answer!.Body!).ShouldBe("second");
    }

    [Fact]
    public async Task No_company_finds_anothers_endpoints()
    {
        await Publish("one", Write.Starts(Endpoint("one")), Answer("hello"));

        (await House.SendOnly(new FindEndpoint("GET", "one"), Caller.System("another"))).ShouldBeNull();
    }
}

public sealed class SqliteEndpointTests : EndpointContract
{
    protected override Task<TestHouse> Open(IReadOnlyDictionary<string, string?> settings) => TestHouse.OnSqlite(settings: settings);

    [Fact]
    public async Task A_file_whose_path_is_taken_is_refused_by_itself_and_the_others_are_imported()
    {
        var folder = Directory.CreateTempSubdirectory("bof-endpoints-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "area"));
            foreach (var (name, path) in new[] { ("a", "desk/{id}"), ("b", "desk/{number}"), ("c", "elsewhere") })
                await File.WriteAllBytesAsync(Path.Combine(folder, "area", name + ".json"), Write.Sequence(name, Write.Starts(Write.Step("Elsa.HttpEndpoint", "e", ("path", path)))), TestContext.Current.CancellationToken);

            var report = await House.Import(folder);

            report.Published.ShouldBe(["a", "c"]);
            report.Refused.Single().Findings.Single().Message.ShouldContain("'a'");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

public sealed class PostgreSqlEndpointTests : EndpointContract
{
    protected override Task<TestHouse> Open(IReadOnlyDictionary<string, string?> settings) => TestHouse.OnPostgreSql(settings: settings);
}

using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static BackOfficeFlow.Web.Tests.EndpointHouse;

namespace BackOfficeFlow.Web.Tests;

/// <summary>What other systems call, with Elsa's routes and JSON, over the wire: what they count on whatever the database is.</summary>
public abstract class MachineApiContract(EndpointHouse house)
{
    protected const string Api = "/elsa/api";

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected static string Execute(string definition) => $"{Api}/workflow-definitions/{definition}/execute";

    protected static Task<string> Text(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(Cancel);

    protected static async Task<JsonElement> Json(HttpResponseMessage answer)
    {
        using var document = JsonDocument.Parse(await Text(answer));
        return document.RootElement.Clone();
    }

    protected static async Task<JsonElement> State(HttpResponseMessage answer) => (await Json(answer)).GetProperty("workflowState");

    protected static async Task<string> CodeOf(HttpResponseMessage answer)
    {
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        return $"{(int)answer.StatusCode} {(await Json(answer)).GetProperty("code").GetString()}";
    }

    protected Task<T> Read<T>(Func<BackOfficeDb, Task<T>> read) => house.Parts.GetRequiredService<Scopes>().Run<BackOfficeDb, T>(Caller.System(WebHouse.Acme), read, Cancel);

    protected static string SetOutput(string script) => Step("Elsa.SetOutput", "Out", "," + Input("outputName", "Literal", "total") + "," + Input("outputValue", "JavaScript", script));

    protected static string Event(string name, string id = "Ev") => Step("Elsa.Event", id, "," + Input("eventName", "Literal", name) + ",\"result\":{\"typeName\":\"Object\",\"memoryReference\":{\"id\":\"got-id\"} }");

    protected static string GivenTask(string name, string id = "Task") => Step("Elsa.RunTask", id, "," + Input("taskName", "Literal", name) + ",\"result\":{\"typeName\":\"Object\",\"memoryReference\":{\"id\":\"got-id\"} }");

    [Fact]
    public async Task An_execution_is_answered_with_the_case_as_elsa_writes_it()
    {
        await house.Publish("sum", SetOutput("getInput('a') + getInput('b')"));

        using var answer = await house.Post(Execute("sum"), new { correlationId = "c-7", name = "Sum", versionOptions = "Published", triggerActivityId = (string?)null, input = new { a = 2, b = 3 } });

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var state = await State(answer);
        (state.GetProperty("status").GetString(), state.GetProperty("subStatus").GetString(), state.GetProperty("correlationId").GetString()).ShouldBe(("Finished", "Finished", "c-7"));
        state.GetProperty("output").GetProperty("total").GetInt32().ShouldBe(5);
        answer.Headers.GetValues("x-elsa-workflow-instance-id").Single().ShouldBe(state.GetProperty("id").GetString());
        answer.Headers.GetValues("x-elsa-workflow-cannot-start").ShouldBe(["False"]);
        (await house.Instances("sum")).ShouldHaveSingleItem().Name.ShouldBe("Sum");
    }

    [Fact]
    public async Task The_same_execution_sent_again_starts_one_case_and_is_answered_alike()
    {
        await house.Publish("once", Event("once-news"), SetOutput("1"));

        using var first = await house.Post(Execute("once"), new { input = new { a = 1 } }, ("Idempotency-Key", "once-1"));
        using var told = await house.Post(Api + "/events/once-news/trigger", new { });
        await Eventually.Is("the case has ended", async () => (await house.Instances("once"))[0].Status == "Finished", TimeSpan.FromMinutes(1), Cancel);
        using var again = await house.Post(Execute("once"), new { input = new { a = 1 } }, ("Idempotency-Key", "once-1"));
        using var other = await house.Post(Execute("once"), new { input = new { a = 2 } }, ("Idempotency-Key", "once-1"));

        Plain(await State(again)).ShouldBe(Plain(await State(first)));
        (await CodeOf(other)).ShouldBe("409 operation-reused");
        (await house.Instances("once")).Count.ShouldBe(1);

        // Tokens are sealed anew each time; each of them works.
        static string Plain(JsonElement state) => System.Text.RegularExpressions.Regex.Replace(state.GetRawText(), "\"resumeToken\":\"[^\"]+\"", "");
    }

    [Fact]
    public async Task A_case_that_calls_another_system_is_answered_when_that_has_answered()
    {
        await house.Publish("calls", Step("Elsa.SendHttpRequest", "Send", "," + Input("url", "Literal", house.OtherUrl + "/rate") + "," + Input("method", "Literal", "GET")), SetOutput("1"));

        using var answer = await house.Post(Execute("calls"), new { });

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await State(answer)).GetProperty("subStatus").GetString().ShouldBe("Finished");
    }

    [Fact]
    public async Task A_dispatched_case_starts_once_with_the_id_that_was_said()
    {
        await house.Publish("later", SetOutput("getInput('a')"));

        using var answer = await house.Post(Api + "/workflow-definitions/later/dispatch", new { correlationId = "d", input = new { a = 4 } }, ("Idempotency-Key", "later-1"));
        using var again = await house.Post(Api + "/workflow-definitions/later/dispatch", new { correlationId = "d", input = new { a = 4 } }, ("Idempotency-Key", "later-1"));

        var id = (await Json(answer)).GetProperty("workflowInstanceId").GetGuid();
        (await Json(again)).GetProperty("workflowInstanceId").GetGuid().ShouldBe(id);
        await Eventually.Is("it has ended", async () => await house.Instances("later") is [{ Status: "Finished" }], TimeSpan.FromMinutes(1), Cancel);
        var row = (await house.Instances("later")).Single();
        (row.Id, row.CorrelationId).ShouldBe((id, "d"));
    }

    [Fact]
    public async Task An_event_wakes_who_waits_for_it_about_this_and_nobody_else()
    {
        await house.Publish("paid", Event("invoice-paid"), SetOutput("variables.Got.amount"));
        using var one = await house.Post(Execute("paid"), new { correlationId = "i-1" });
        using var two = await house.Post(Execute("paid"), new { correlationId = "i-2" });

        using var told = await house.Post(Api + "/events/invoice-paid/trigger", new { correlationId = "i-2", input = new { amount = 12.5m } });

        ((int)told.StatusCode, await Text(told)).ShouldBe((200, ""));
        await Eventually.Is("one has ended", async () => (await house.Instances("paid")).Single(row => row.CorrelationId == "i-2").Status == "Finished", TimeSpan.FromMinutes(1), Cancel);
        var rows = await house.Instances("paid");
        Engine.Running.Instance.Open(rows.Single(row => row.CorrelationId == "i-2").State).Output["total"].ShouldBe(12.5m);
        rows.Single(row => row.CorrelationId == "i-1").Status.ShouldBe("Running");
    }

    [Fact]
    public async Task A_task_is_reported_once()
    {
        await house.Publish("tasks", GivenTask("Pack"), SetOutput("variables.Got.parcels"));
        using var started = await house.Post(Execute("tasks"), new { });
        var taskId = (await State(started)).GetProperty("bookmarks")[0].GetProperty("payload").GetProperty("taskId").GetString()!;

        using var foreign = await house.Call("POST", $"{Api}/tasks/{taskId}/complete", JsonContent.Create(new { result = new { parcels = 9 } }), house.KeyOfOther);
        using var done = await house.Post($"{Api}/tasks/{taskId}/complete", new { result = new { parcels = 2 } }, ("Idempotency-Key", "pack-1"));
        using var same = await house.Post($"{Api}/tasks/{taskId}/complete", new { result = new { parcels = 2 } }, ("Idempotency-Key", "pack-1"));
        using var again = await house.Post($"{Api}/tasks/{taskId}/complete", new { result = new { parcels = 3 } });

        (await CodeOf(foreign)).ShouldBe("404 not-found");
        ((int)done.StatusCode, (int)same.StatusCode).ShouldBe((200, 200));
        (await CodeOf(again)).ShouldBe("409 task-spent");
        var row = (await house.Instances("tasks")).Single();
        row.Status.ShouldBe("Finished");
        Engine.Running.Instance.Open(row.State).Output["total"].ShouldBe(2L);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("GET")]
    public async Task A_wait_ends_by_its_token_once(string method)
    {
        var definition = "token-" + method.ToLowerInvariant();
        await house.Publish(definition, Event(definition), SetOutput("variables.Got.by"));
        using var started = await house.Post(Execute(definition), new { });
        var token = Uri.EscapeDataString((await State(started)).GetProperty("bookmarks")[0].GetProperty("resumeToken").GetString()!);
        var input = """{"__EventPayloadWorkflowInput":{"by":"token"}}""";
        using var body = method == "POST" ? new StringContent($$"""{"input":{{input}}}""", Encoding.UTF8, "application/json") : null;
        var path = $"{Api}/bookmarks/resume?t={token}" + (method == "GET" ? "&in=" + Uri.EscapeDataString(input) : "");

        using var foreign = await house.Call("POST", path, null, house.KeyOfOther);
        using var forged = await house.Call("POST", $"{Api}/bookmarks/resume?t={token[..^3]}AAA");
        using var resumed = await house.Call(method, path, body);
        using var again = await house.Call("POST", path);

        (await CodeOf(foreign)).ShouldBe("404 not-found");
        (await CodeOf(forged)).ShouldBe("404 not-found");
        ((int)resumed.StatusCode, await Text(resumed)).ShouldBe((200, ""));
        (await CodeOf(again)).ShouldBe("409 bookmark-spent");
        Engine.Running.Instance.Open((await house.Instances(definition)).Single().State).Output["total"].ShouldBe("token");
    }
}

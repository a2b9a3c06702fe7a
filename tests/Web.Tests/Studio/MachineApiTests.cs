using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static BackOfficeFlow.Web.Tests.EndpointHouse;

namespace BackOfficeFlow.Web.Tests;

/// <summary>What other systems call, with Elsa's routes and JSON, over the wire.</summary>
public sealed class MachineApiTests(EndpointHouse house) : IClassFixture<EndpointHouse>
{
    const string Api = "/elsa/api";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static string Execute(string definition) => $"{Api}/workflow-definitions/{definition}/execute";

    static Task<string> Text(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(Cancel);

    static async Task<JsonElement> Json(HttpResponseMessage answer)
    {
        using var document = JsonDocument.Parse(await Text(answer));
        return document.RootElement.Clone();
    }

    static async Task<JsonElement> State(HttpResponseMessage answer) => (await Json(answer)).GetProperty("workflowState");

    static async Task<string> CodeOf(HttpResponseMessage answer)
    {
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        return $"{(int)answer.StatusCode} {(await Json(answer)).GetProperty("code").GetString()}";
    }

    Task<T> Read<T>(Func<BackOfficeDb, Task<T>> read) => house.Parts.GetRequiredService<Scopes>().Run<BackOfficeDb, T>(Caller.System(WebHouse.Acme), read, Cancel);

    static string SetOutput(string script) => Step("Elsa.SetOutput", "Out", "," + Input("outputName", "Literal", "total") + "," + Input("outputValue", "JavaScript", script));

    static string Event(string name, string id = "Ev") => Step("Elsa.Event", id, "," + Input("eventName", "Literal", name) + ",\"result\":{\"typeName\":\"Object\",\"memoryReference\":{\"id\":\"got-id\"} }");

    static string GivenTask(string name, string id = "Task") => Step("Elsa.RunTask", id, "," + Input("taskName", "Literal", name) + ",\"result\":{\"typeName\":\"Object\",\"memoryReference\":{\"id\":\"got-id\"} }");

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
    public async Task An_execution_takes_no_body_and_may_be_asked_for_by_query()
    {
        await house.Publish("query", SetOutput("getInput('a') ?? 'none'"));

        using var bare = await house.Call("POST", Execute("query"));
        using var asked = await house.Call("GET", Execute("query") + "?correlationId=q1&input=" + Uri.EscapeDataString("""{"a":"by query"}"""));

        (await State(bare)).GetProperty("output").GetProperty("total").GetString().ShouldBe("none");
        (await State(asked)).GetProperty("output").GetProperty("total").GetString().ShouldBe("by query");
    }

    [Theory]
    [InlineData(null, "401 not-signed-in")]
    [InlineData("bof_guess", "401 not-signed-in")]
    [InlineData("carrier", "403 not-allowed")]
    public async Task Only_keys_with_the_scope_may(string? key, string code)
    {
        string[] calls = [Execute("any"), Api + "/workflow-definitions/any/dispatch", Api + "/events/any/trigger", Api + "/tasks/any/complete", Api + "/bookmarks/resume?t=any"];

        foreach (var path in calls)
        {
            using var answer = await house.Call("POST", path, null, key is "carrier" ? house.KeyWithoutScope : key, ("Accept", "text/html"));
            (await CodeOf(answer)).ShouldBe(code, path);
        }
    }

    [Fact]
    public async Task A_process_of_another_company_does_not_exist()
    {
        await house.Publish("ours", SetOutput("1"));

        using var answer = await house.Call("POST", Execute("ours"), null, house.KeyOfOther);

        (await CodeOf(answer)).ShouldBe("404 definition-unknown");
        (await house.Instances("ours")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("execute", "{", "400 bad-json")]
    [InlineData("execute", "[1]", "400 not-an-object")]
    [InlineData("execute", """{"input":7}""", "400 bad-member")]
    [InlineData("execute", """{"correlationId":7}""", "400 bad-member")]
    [InlineData("execute", """{"activityHandle":{"activityId":"x"}}""", "400 unsupported")]
    [InlineData("execute", """{"versionOptions":"Draft"}""", "409 version-not-published")]
    [InlineData("execute", """{"versionOptions":2}""", "409 version-not-published")]
    [InlineData("execute", """{"triggerActivityId":"nowhere"}""", "404 not-found")]
    [InlineData("dispatch", """{"triggerActivityId":"nowhere"}""", "404 not-found")]
    [InlineData("dispatch", """{"input":"text"}""", "400 bad-member")]
    public async Task What_cannot_be_taken_starts_nothing_and_says_why(string what, string body, string code)
    {
        await house.Publish("strict", SetOutput("1"));
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await house.Call("POST", $"{Api}/workflow-definitions/strict/{what}", content);

        (await CodeOf(answer)).ShouldBe(code);
        (await Json(answer)).GetProperty("errors").GetProperty("generalErrors")[0].GetString().ShouldNotBeNullOrEmpty();
        (await house.Instances("strict")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_is_json_and_has_a_limit()
    {
        await house.Publish("limit", SetOutput("1"));
        using var text = new StringContent("a=1", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var large = new StringContent("{\"input\":{\"a\":\"" + new string('x', 1 << 20) + "\"}}", Encoding.UTF8, "application/json");

        using var wrong = await house.Call("POST", Execute("limit"), text);
        using var tooMuch = await house.Call("POST", Execute("limit"), large);

        (await CodeOf(wrong)).ShouldBe("415 not-json");
        (await CodeOf(tooMuch)).ShouldBe("413 too-large");
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
    public async Task A_process_that_allows_no_further_case_is_told_so()
    {
        await house.PublishWith("activationStrategyType\":\"Elsa.Workflows.Runtime.ActivationValidators.SingletonStrategy, Elsa.Workflows.Runtime", "single", Event("single-news"));

        using var first = await house.Post(Execute("single"), new { });
        using var second = await house.Post(Execute("single"), new { });

        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await CodeOf(second)).ShouldBe("409 cannot-start");
        second.Headers.GetValues("x-elsa-workflow-cannot-start").ShouldBe(["True"]);
    }

    [Fact]
    public async Task A_fault_that_ends_the_case_is_answered_with_500_and_the_case()
    {
        await house.PublishWith("incidentStrategyType\":\"FaultStrategy", "faulty", Step("Elsa.Fault", "F", "," + Input("message", "Literal", "no stock") + "," + Input("code", "Literal", "stock")));

        using var answer = await house.Post(Execute("faulty"), new { });

        var state = await State(answer);
        state.GetProperty("incidents")[0].GetProperty("message").GetString()!.ShouldContain("no stock");
        ((int)answer.StatusCode, state.GetProperty("subStatus").GetString()).ShouldBe((500, "Faulted"));
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
    public async Task An_event_for_a_case_that_is_unknown_or_closed_is_told_so()
    {
        await house.Publish("closed", SetOutput("1"));
        using var done = await house.Post(Execute("closed"), new { });
        var id = (await State(done)).GetProperty("id").GetString();

        using var unknown = await house.Post(Api + "/events/any/trigger", new { workflowInstanceId = Guid.CreateVersion7(house.Clock.GetUtcNow()) });
        using var none = await house.Post(Api + "/events/any/trigger", new { workflowInstanceId = "abc" });
        using var closed = await house.Post(Api + "/events/any/trigger", new { workflowInstanceId = id });

        (await CodeOf(unknown)).ShouldBe("404 not-found");
        (await CodeOf(none)).ShouldBe("404 not-found");
        (await CodeOf(closed)).ShouldBe("409 instance-closed");
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
    [InlineData("nonsense")]
    [InlineData("00000000000000000000000000000001-1")]
    public async Task A_task_that_nobody_gave_out_is_not_found(string taskId)
    {
        using var answer = await house.Post($"{Api}/tasks/{taskId}/complete", new { });

        (await CodeOf(answer)).ShouldBe("404 not-found");
    }

    [Fact]
    public async Task Another_step_of_the_case_is_no_task()
    {
        await house.Publish("no-task", Event("no-task-news"));
        using var started = await house.Post(Execute("no-task"), new { });
        var id = (await State(started)).GetProperty("id").GetGuid();

        using var answer = await house.Post($"{Api}/tasks/{id:N}-1/complete", new { });

        (await CodeOf(answer)).ShouldBe("404 not-found");
    }

    [Fact]
    public async Task What_a_person_was_offered_is_withdrawn_when_a_system_reports_it()
    {
        await house.Publish("offered", GivenTask("Weigh"));
        using var started = await house.Post(Execute("offered"), new { });
        var taskId = (await State(started)).GetProperty("bookmarks")[0].GetProperty("payload").GetProperty("taskId").GetString()!;
        await Eventually.Is("people are asked", async () => await TaskOf(taskId) is { State: TaskState.Offered }, TimeSpan.FromMinutes(1), Cancel);

        using var done = await house.Post($"{Api}/tasks/{taskId}/complete", new { result = 1 });

        done.StatusCode.ShouldBe(HttpStatusCode.OK);
        var task = (await TaskOf(taskId))!;
        (task.State, task.CancelReason).ShouldBe((TaskState.Cancelled, "Dada por hecha por API key erp."));
    }

    [Fact]
    public async Task What_a_person_has_taken_is_theirs()
    {
        await house.Publish("taken", GivenTask("Sign"));
        using var started = await house.Post(Execute("taken"), new { });
        var taskId = (await State(started)).GetProperty("bookmarks")[0].GetProperty("payload").GetProperty("taskId").GetString()!;
        await Eventually.Is("people are asked", async () => await TaskOf(taskId) is { State: TaskState.Offered }, TimeSpan.FromMinutes(1), Cancel);
        var (person, _) = await house.NewPerson();
        await Read(async db =>
        {
            var task = await db.Set<UserTask>().SingleAsync(row => row.WaitKey == taskId, Cancel);
            task.Claim(new Caller(WebHouse.Acme, person, "Eva") { Roles = new HashSet<string> { "Supervisor" }, Queues = new HashSet<string> { task.QueueKey! } }, [], house.Clock.GetUtcNow());
            return await db.SaveChangesAsync(Cancel);
        });

        using var answer = await house.Post($"{Api}/tasks/{taskId}/complete", new { });

        (await CodeOf(answer)).ShouldBe("409 task-taken");
        (await TaskOf(taskId))!.State.ShouldBe(TaskState.Claimed);
        (await house.Instances("taken")).Single().Status.ShouldBe("Running");
    }

    Task<UserTask?> TaskOf(string taskId) => Read(db => db.Set<UserTask>().AsNoTracking().SingleOrDefaultAsync(row => row.WaitKey == taskId, Cancel));

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

    [Fact]
    public async Task Waits_for_people_and_for_tasks_have_no_token()
    {
        await house.Publish("no-token", GivenTask("Weigh"));

        using var started = await house.Post(Execute("no-token"), new { });

        (await State(started)).GetProperty("bookmarks")[0].TryGetProperty("resumeToken", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task The_description_of_the_api_lists_every_call()
    {
        using var answer = await house.Call("GET", "/openapi/v1.json", null, null);

        var description = await Json(answer);
        description.GetProperty("paths").GetProperty(Api + "/tasks/{taskId}/complete").GetProperty("post").GetProperty("requestBody").GetRawText().ShouldContain("\"result\"");
        var paths = description.GetProperty("paths").EnumerateObject().Where(path => path.Name.StartsWith(Api, StringComparison.Ordinal))
            .SelectMany(path => path.Value.EnumerateObject().Select(verb => $"{verb.Name} {path.Name[Api.Length..]}"));
        paths.ShouldBe(
            [
                "post /workflow-definitions/{definitionId}/execute", "get /workflow-definitions/{definitionId}/execute", "post /workflow-definitions/{definitionId}/dispatch",
                "post /events/{eventName}/trigger", "post /tasks/{taskId}/complete", "post /bookmarks/resume", "get /bookmarks/resume"
            ], ignoreOrder: true);
    }
}

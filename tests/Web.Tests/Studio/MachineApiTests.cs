using System.Net;
using System.Text;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Tasks;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static BackOfficeFlow.Web.Tests.EndpointHouse;

namespace BackOfficeFlow.Web.Tests;

/// <summary>On SQLite, with all that is refused and why.</summary>
public sealed class MachineApiTests(EndpointHouse house) : MachineApiContract(house), IClassFixture<EndpointHouse>
{
    readonly EndpointHouse house = house;

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
                "post /events/{eventName}/trigger", "post /tasks/{taskId}/complete", "post /bookmarks/resume", "get /bookmarks/resume", "post /identity/login", "post /identity/refresh-token"
            ], ignoreOrder: true);
    }
}

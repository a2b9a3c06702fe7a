using System.IO.Compression;
using System.Net;
using System.Text.Json;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>What the designer's pages about cases call, route by route.</summary>
public sealed class InstanceApiTests(WebHouse house, StudioCallers callers) : IClassFixture<StudioCallers>
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_list_finds_cases_as_the_page_asks_for_them()
    {
        var id = await Waiting("listed");
        var clerk = await callers.Of(Roles.Clerk);

        var page = await clerk.Json("POST", "/workflow-instances", new
        {
            page = 0, pageSize = 10, searchTerm = "", definitionId = (string?)null, definitionIds = new[] { "listed" }, correlationId = (string?)null, version = (int?)null, hasIncidents = (bool?)null, isSystem = false,
            status = (string?)null, statuses = new[] { "Running" }, subStatus = (string?)null, subStatuses = Array.Empty<string>(), orderBy = "LastExecuted", orderDirection = "Descending",
            timestampFilters = new[] { new { column = "CreatedAt", @operator = "GreaterThan", timestamp = "2020-01-01T00:00:00Z" }, new { column = "", @operator = "", timestamp = "" } }
        });
        using var wrong = await clerk.Call("POST", "/workflow-instances", new { timestampFilters = new[] { new { column = "Size", @operator = "Is", timestamp = "2020-01-01T00:00:00Z" } } });

        page.GetProperty("totalCount").GetInt32().ShouldBe(1);
        var item = page.GetProperty("items")[0];
        (item.GetProperty("id").GetGuid(), item.GetProperty("definitionId").GetString(), item.GetProperty("version").GetInt32(), item.GetProperty("status").GetString(), item.GetProperty("subStatus").GetString(), item.GetProperty("incidentCount").GetInt32())
            .ShouldBe((id, "listed", 1, "Running", "Suspended", 0));
        item.GetProperty("definitionVersionId").GetGuid().ShouldNotBe(Guid.Empty);
        item.TryGetProperty("finishedAt", out _).ShouldBeFalse();
        (await StudioCaller.Refusal(wrong)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_case_is_opened_with_where_it_waits()
    {
        var id = await Waiting("opened");
        var clerk = await callers.Of(Roles.Clerk);

        var instance = await clerk.Json("GET", $"/workflow-instances/{id}");

        var state = instance.GetProperty("workflowState");
        (state.GetProperty("id").GetGuid(), state.GetProperty("status").GetString(), state.GetProperty("definitionVersion").GetInt32()).ShouldBe((id, "Running", 1));
        var bookmark = state.GetProperty("bookmarks").EnumerateArray().Single();
        (bookmark.GetProperty("activityId").GetString(), bookmark.GetProperty("activityNodeId").GetString(), bookmark.GetProperty("name").GetString()).ShouldBe(("wait", "Workflow1:root:wait", "Elsa.Event"));
        foreach (var list in new[] { "incidents", "completionCallbacks", "activityExecutionContexts" })
            state.GetProperty(list).ValueKind.ShouldBe(JsonValueKind.Array);
        foreach (var map in new[] { "input", "output", "properties" })
            state.GetProperty(map).ValueKind.ShouldBe(JsonValueKind.Object);
        state.GetProperty("input").GetProperty("customer").GetString().ShouldBe("María");
        var now = await clerk.Json("GET", $"/workflow-instances/{id}/execution-state");
        (now.GetProperty("status").GetString(), now.GetProperty("subStatus").GetString(), now.GetProperty("updatedAt").GetDateTimeOffset()).ShouldBe(("Running", "Suspended", instance.GetProperty("updatedAt").GetDateTimeOffset()));
        var variables = await clerk.Json("GET", $"/workflow-instances/{id}/variables");
        variables.GetProperty("items").EnumerateArray().Select(item => (item.GetProperty("id").GetString(), item.GetProperty("value").GetString())).ShouldContain(("v1", "600"));
    }

    [Fact]
    public async Task The_journal_the_badges_and_the_executions_tell_the_same()
    {
        var id = await Waiting("told");
        var reader = await callers.Of(Roles.Designer);

        var journal = await reader.Json("POST", $"/workflow-instances/{id}/journal?skip=0&take=110", new { filter = new { activityIds = (string[]?)null, activityNodeIds = new[] { "Workflow1:root:wait" }, excludedActivityTypes = new[] { "Elsa.Workflow" }, eventNames = (string[]?)null } });
        var report = await reader.Json("POST", "/activity-executions/report", new { workflowInstanceId = id, activityNodeIds = new[] { "Workflow1:root", "Workflow1:root:wait" } });
        var list = await reader.Json("GET", $"/activity-executions/list?WorkflowInstanceId={id}&ActivityNodeId=Workflow1");
        var summaries = await reader.Json("GET", $"/activity-execution-summaries/list?WorkflowInstanceId={id}&ActivityNodeId=Workflow1:root:wait");

        journal.GetProperty("items").EnumerateArray().Select(line => line.GetProperty("eventName").GetString()).ShouldBe(["Started", "Suspended"]);
        journal.GetProperty("totalCount").GetInt32().ShouldBe(2);
        report.GetProperty("stats").EnumerateArray().Select(step => (step.GetProperty("activityNodeId").GetString(), step.GetProperty("startedCount").GetInt32(), step.GetProperty("uncompletedCount").GetInt32(), step.GetProperty("isBlocked").GetBoolean()))
            .ShouldBe([("Workflow1:root", 1, 1, false), ("Workflow1:root:wait", 1, 1, true)]);
        list.GetProperty("items")[0].GetProperty("status").GetString().ShouldBe("Running");
        var summary = summaries.GetProperty("items").EnumerateArray().Single();
        (summary.GetProperty("hasBookmarks").GetBoolean(), summary.GetProperty("activityName").GetString(), summary.GetProperty("id").GetString()).ShouldBe((true, "Wait", journal.GetProperty("items")[0].GetProperty("activityInstanceId").GetString()));
        var run = await reader.Json("GET", $"/activity-executions/by-id?id={summary.GetProperty("id").GetString()}");
        (run.GetProperty("activityNodeId").GetString(), run.GetProperty("callStackDepth").GetInt32()).ShouldBe(("Workflow1:root:wait", 2));
        var stack = await reader.Json("GET", $"/activity-executions/{summary.GetProperty("id").GetString()}/call-stack?includeCrossWorkflowChain=True");
        stack.GetProperty("items").EnumerateArray().Select(each => each.GetProperty("activityId").GetString()).ShouldBe(["Workflow1", "root", "wait"]);
        stack.GetProperty("totalCount").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task A_designer_is_shown_no_values()
    {
        var id = await Waiting("hidden");
        var designer = await callers.Of(Roles.Designer);

        using var instance = await designer.Call("GET", $"/workflow-instances/{id}");
        using var variables = await designer.Call("GET", $"/workflow-instances/{id}/variables");
        using var export = await designer.Call("GET", $"/workflow-instances/{id}/export");

        foreach (var answer in new[] { instance, variables, export })
        {
            var text = await answer.Content.ReadAsStringAsync(Cancel);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            text.ShouldNotContain("María");
            text.ShouldNotContain("\"600\"");
        }
    }

    [Fact]
    public async Task A_supervisor_cancels_cases_and_nobody_else()
    {
        var (first, second) = (await Waiting("cancelled"), await Waiting("cancelled"));
        var clerk = await callers.Of(Roles.Clerk);
        var supervisor = await callers.Of(Roles.Supervisor);

        using var refused = await clerk.Call("POST", $"/cancel/workflow-instances/{first}", new { });
        using var done = await supervisor.Call("POST", $"/cancel/workflow-instances/{first}", new { });
        using var again = await supervisor.Call("POST", $"/cancel/workflow-instances/{first}", new { });
        using var all = await supervisor.Call("POST", "/bulk-actions/cancel/workflow-instances", new { ids = (string[]?)null, definitionVersionId = (string?)null, definitionId = (string?)null });
        var bulk = await supervisor.Json("POST", "/bulk-actions/cancel/workflow-instances", new { ids = (string[]?)null, definitionVersionId = (string?)null, definitionId = "cancelled" });
        var none = await supervisor.Json("POST", "/bulk-actions/cancel/workflow-instances", new { ids = new[] { first.ToString(), second.ToString(), "nobody" } });

        ((int)refused.StatusCode, (int)done.StatusCode, (int)again.StatusCode, (int)all.StatusCode).ShouldBe((400, 200, 400, 400));
        (bulk.GetProperty("cancelled").GetInt32(), none.GetProperty("cancelled").GetInt32()).ShouldBe((1, 0));
        (await supervisor.Json("GET", $"/workflow-instances/{second}/execution-state")).GetProperty("subStatus").GetString().ShouldBe("Cancelled");
    }

    [Fact]
    public async Task Cases_are_neither_deleted_nor_brought_in()
    {
        var id = await Waiting("kept");
        var administrator = await callers.Of(Roles.Administrator);

        using var delete = await administrator.Call("DELETE", $"/workflow-instances/{id}");
        using var bulk = await administrator.Call("POST", "/bulk-actions/delete/workflow-instances/by-id", new { ids = new[] { id } });
        using var import = await administrator.Call("POST", "/bulk-actions/import/workflow-instances", new { });

        foreach (var answer in new[] { delete, bulk, import })
            (await StudioCaller.Refusal(answer)).Status.ShouldBe(400);
        (await administrator.Json("GET", $"/workflow-instances/{id}/execution-state")).GetProperty("status").GetString().ShouldBe("Running");
    }

    [Fact]
    public async Task Cases_are_saved_as_files()
    {
        var id = await Waiting("exported");
        var clerk = await callers.Of(Roles.Clerk);

        using var one = await clerk.Call("GET", $"/workflow-instances/{id}/export");
        using var many = await clerk.Call("POST", "/bulk-actions/export/workflow-instances", new { ids = new[] { id } });
        using var none = await clerk.Call("POST", "/bulk-actions/export/workflow-instances", new { ids = Array.Empty<string>() });

        one.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        using var document = JsonDocument.Parse(await one.Content.ReadAsStreamAsync(Cancel), default);
        document.RootElement.GetProperty("workflowState").GetProperty("id").GetGuid().ShouldBe(id);
        document.RootElement.GetProperty("workflowExecutionLogRecords").GetArrayLength().ShouldBeGreaterThan(0);
        await using var zip = new ZipArchive(await many.Content.ReadAsStreamAsync(Cancel));
        zip.Entries.ShouldHaveSingleItem().Name.ShouldBe($"workflow-instance-{id:N}.json");
        none.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Another_companys_case_is_not_there()
    {
        var id = await Waiting("secret");
        var clerk = await callers.Of(Roles.Clerk);
        var stranger = await callers.Stranger;
        var run = (await clerk.Json("GET", $"/activity-executions/list?WorkflowInstanceId={id}&ActivityNodeId=Workflow1")).GetProperty("items")[0].GetProperty("id").GetString();

        (string Method, string Path, object? Body)[] calls =
        [
            ("GET", $"/workflow-instances/{id}", null), ("GET", $"/workflow-instances/{id}/execution-state", null), ("GET", $"/workflow-instances/{id}/variables", null), ("GET", $"/workflow-instances/{id}/export", null),
            ("POST", $"/workflow-instances/{id}/journal", new { }), ("POST", "/activity-executions/report", new { workflowInstanceId = id }), ("GET", $"/activity-executions/list?WorkflowInstanceId={id}", null),
            ("GET", $"/activity-execution-summaries/list?WorkflowInstanceId={id}", null), ("GET", $"/activity-executions/by-id?id={run}", null), ("GET", $"/activity-executions/{run}/call-stack", null),
            ("GET", $"/workflow-instances/{Guid.CreateVersion7()}", null), ("GET", "/workflow-instances/nobody", null), ("GET", "/activity-executions/by-id?id=nobody", null)
        ];
        foreach (var (method, path, body) in calls)
        {
            using var answer = await stranger.Call(method, path, body);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }
        (await stranger.Json("POST", "/workflow-instances", new { definitionIds = new[] { "secret" } })).GetProperty("totalCount").GetInt32().ShouldBe(0);
        using var cancel = await stranger.Call("POST", $"/cancel/workflow-instances/{id}", new { });
        (await StudioCaller.Refusal(cancel)).Status.ShouldBe(400);
        (await clerk.Json("GET", $"/workflow-instances/{id}/execution-state")).GetProperty("status").GetString().ShouldBe("Running");
    }

    /// <summary>A case that waits for an event.</summary>
    async Task<Guid> Waiting(string definition)
    {
        await StudioCaller.Publish(house, definition, StudioCaller.WaitingProcess(definition));
        return (await house.Send(new StartWorkflow(new StartInstance(definition, new Dictionary<string, object?> { ["customer"] = "María" })))).InstanceId;
    }
}

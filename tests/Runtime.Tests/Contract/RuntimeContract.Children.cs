using System.Text;
using BackOfficeFlow.Engine.Activities;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime.Tests;

/// <summary>Instances that instances start, and workflows that stand as steps in others.</summary>
public abstract partial class RuntimeContract
{
    [Theory]
    [InlineData("Elsa.DispatchWorkflow")]
    [InlineData("Elsa.ExecuteWorkflow")]
    public async Task A_parent_waits_for_its_child_and_goes_on_when_it_has_ended(string type)
    {
        await Publish("child", Write.Event("Go"));
        var parent = await Start("parent", Call(type, "child", wait: true), Write.Line("after"));
        var child = await Child(parent);
        (await Instance(parent)).Status.ShouldBe("Running");
        (await Bookmarks(parent)).ShouldHaveSingleItem().EntryKey.ShouldBe(child.Id.ToString("N"));

        await Tell(new EventStimulus("Go"));

        (await Instance(child.Id)).SubStatus.ShouldBe("Finished");
        (await Instance(parent)).SubStatus.ShouldBe("Finished");
        (await Journal(parent)).ShouldContain("after Completed");
    }

    [Theory]
    [InlineData("Elsa.DispatchWorkflow")]
    [InlineData("Elsa.ExecuteWorkflow")]
    public async Task A_child_that_ends_at_once_is_not_missed(string type)
    {
        await Publish("child", Write.Line("quick"));

        var parent = await Start("parent", Call(type, "child", wait: true), Write.Line("after"));

        (await Instance(parent)).SubStatus.ShouldBe("Finished");
        (await Child(parent)).SubStatus.ShouldBe("Finished");
        (await Journal(parent)).Count(line => line == "after Completed").ShouldBe(1);
    }

    [Fact]
    public async Task A_parent_goes_on_when_its_child_has_failed_for_good_or_was_cancelled()
    {
        await House.Publish(ConfigurationKinds.Definition, "test", "bad", Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Write.Sequence("bad", Write.Step("Elsa.Fault", "f", ("message", "no"))))
            .Replace("\"version\":1,\"root\"", "\"version\":1,\"options\":{\"incidentStrategyType\":\"FaultStrategy\"},\"root\"", StringComparison.Ordinal)));
        await Publish("waiting", Write.Event("Never"));
        var first = await Start("first", Call("Elsa.DispatchWorkflow", "bad", wait: true), Write.Line("after"));
        var second = await Start("second", Call("Elsa.DispatchWorkflow", "waiting", wait: true), Write.Line("after"));

        await House.Send(new CancelInstance((await Child(second)).Id, "not wanted"));

        (await Instance(first)).SubStatus.ShouldBe("Finished");
        (await Child(first)).SubStatus.ShouldBe("Faulted");
        (await Instance(second)).SubStatus.ShouldBe("Finished");
    }

    [Fact]
    public async Task A_cancelled_parent_takes_its_children_and_theirs_with_it()
    {
        await Publish("grandchild", Write.Event("Never"));
        await Publish("child", Call("Elsa.ExecuteWorkflow", "grandchild", wait: true));
        var parent = await Start("parent", Call("Elsa.DispatchWorkflow", "child", wait: true));
        var child = await Child(parent);

        await House.Send(new CancelInstance(parent, "not wanted"));

        (await Instance(child.Id)).SubStatus.ShouldBe("Cancelled");
        (await Child(child.Id)).SubStatus.ShouldBe("Cancelled");
    }

    [Fact]
    public async Task No_child_begins_once_its_parent_is_cancelled()
    {
        await Publish("child", Write.Event("Never"));
        await Publish("parent", Call("Elsa.DispatchWorkflow", "child", wait: true));
        var parent = await House.SendOnly(new StartWorkflow(new StartInstance("parent", new Dictionary<string, object?>())));

        await House.SendOnly(new CancelInstance(parent.InstanceId, "not wanted"));
        await House.Settle();

        (await House.Read(db => db.Set<WorkflowInstance>().CountAsync(instance => instance.ParentInstanceId == parent.InstanceId && instance.FinishedAt == null))).ShouldBe(0);
    }

    [Fact]
    public async Task A_child_that_nobody_published_is_an_incident_of_the_parent()
    {
        var parent = await Start("parent", Call("Elsa.DispatchWorkflow", "ghost", wait: true));

        var instance = await Instance(parent);
        (instance.Status, instance.NeedsAttention).ShouldBe(("Running", true));
    }

    [Fact]
    public async Task A_workflow_is_started_for_every_item_and_each_end_is_counted_once()
    {
        await Publish("child", Write.Line("one of many"));
        var parent = await Start("parent",
            """{"id":"bulk","type":"Elsa.BulkDispatchWorkflows","workflowDefinitionId":{"typeName":"String","expression":{"type":"Literal","value":"child"}},"items":{"typeName":"Object","expression":{"type":"JavaScript","value":"Array.from({length: 120}, (_, i) => i)"}}}""",
            Write.Line("after"));

        (await House.Read(db => db.Set<WorkflowInstance>().CountAsync(instance => instance.ParentInstanceId == parent && instance.SubStatus == "Finished"))).ShouldBe(120);
        (await Instance(parent)).SubStatus.ShouldBe("Finished");
        (await Journal(parent)).Count(line => line == "bulk Resumed").ShouldBe(120);
    }

    [Fact]
    public async Task A_running_case_keeps_the_version_of_a_workflow_that_stands_in_it_as_a_step()
    {
        await PublishStep("old");
        var use = """{"id":"use","type":"StepByStep","workflowDefinitionId":"step"}""";
        var old = await Start("user", use);

        await PublishStep("new");
        var young = await House.Send(new StartWorkflow(new StartInstance("user", new Dictionary<string, object?>())));
        await Tell(new EventStimulus("Go"));

        (await Journal(old)).ShouldContain("use/old Completed");
        (await Journal(young.InstanceId)).ShouldContain("use/new Completed");
    }

    [Fact]
    public async Task A_new_version_that_asks_for_it_is_taken_up_by_the_definitions_that_use_it()
    {
        await PublishStep("old", autoUpdate: true);
        await Publish("user", """{"id":"use","type":"StepByStep","workflowDefinitionId":"step","workflowDefinitionVersionId":"step-v1","note":"kept"}""");

        await PublishStep("new", autoUpdate: true, version: 2);

        var user = await House.Read(db => db.Set<ConfigurationItem>().SingleAsync(item => item.EntryKey == "user" && item.IsPublished));
        user.Version.ShouldBe(2);
        Encoding.UTF8.GetString(user.Content).ShouldContain("\"workflowDefinitionVersionId\": \"step-v2\"");
        Encoding.UTF8.GetString(user.Content).ShouldContain("\"note\": \"kept\"");
        var started = await House.Send(new StartWorkflow(new StartInstance("user", new Dictionary<string, object?>())));
        await Tell(new EventStimulus("Go"));
        (await Journal(started.InstanceId)).ShouldContain("use/new Completed");
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"version\":2")]
    [InlineData(",\"workflowDefinitionVersionId\":\"step-v2\"")]
    public async Task A_step_that_is_a_workflow_never_runs_a_draft_of_it(string asked)
    {
        await PublishStep("published");
        var draft = StepOf("draft", autoUpdate: false, version: 2);
        await House.In<Configurations, ConfigurationItem>(configurations => configurations.SaveDraft(ConfigurationKinds.Definition, "test", "step", draft, null, CancellationToken.None));

        var user = await Start("user", $$"""{"id":"use","type":"StepByStep","workflowDefinitionId":"step"{{asked}} }""");
        await Tell(new EventStimulus("Go"));

        (await Journal(user)).ShouldContain("use/published Completed");
        (await Instance(user)).Status.ShouldBe("Finished");
    }

    Task<ConfigurationItem> PublishStep(string line, bool autoUpdate = false, int version = 1) => House.Publish(ConfigurationKinds.Definition, "test", "step", StepOf(line, autoUpdate, version));

    static byte[] StepOf(string line, bool autoUpdate, int version) => Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(Write.Sequence("step", Write.Event("Go"), Write.Line(line)))
            .Replace("\"version\":1,\"root\"", $"\"version\":{version},\"name\":\"step by step\",\"options\":{{\"usableAsActivity\":true,\"autoUpdateConsumingWorkflows\":{(autoUpdate ? "true" : "false")}}},\"root\"", StringComparison.Ordinal)
            .Replace("step-v1", $"step-v{version}", StringComparison.Ordinal));

    static string Call(string type, string definition, bool wait) => $$"""
        {"id":"call","type":"{{type}}","workflowDefinitionId":{"typeName":"String","expression":{"type":"Literal","value":"{{definition}}"} },"waitForCompletion":{"typeName":"Boolean","expression":{"type":"Literal","value":{{(wait ? "true" : "false")}}} } }
        """;

    Task<WorkflowInstance> Child(Guid parent) => House.Read(db => db.Set<WorkflowInstance>().SingleAsync(instance => instance.ParentInstanceId == parent));
}

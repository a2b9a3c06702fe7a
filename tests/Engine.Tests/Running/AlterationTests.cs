using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Engine.Tests;

public sealed class AlterationTests
{
    [Fact]
    public async Task A_failed_step_that_is_cancelled_before_it_runs_again_is_said_to_be_cancelled()
    {
        var bench = new Bench(Write.Definition(
            Write.Activity("Elsa.Fork", "Fork", "\"joinMode\":\"WaitAny\"", $"\"branches\":[{Write.Activity("Elsa.Fault", "Broken")},{Write.Line("First")}]"),
            more: "\"options\":{\"incidentStrategyType\":\"FaultStrategy\"},"));
        await bench.Start();

        await bench.Retry();

        bench.Journal.Where(line => line.StartsWith("Broken", StringComparison.Ordinal)).ShouldBe(["Broken Started", "Broken Faulted", "Broken Canceled"]);
        bench.Instance.SubStatus.ShouldBe(InstanceSubStatus.Finished);
    }

    [Fact]
    public async Task A_failed_step_that_is_scheduled_again_goes_on_and_the_incident_is_resolved()
    {
        var bench = new Bench(Write.Definition(Write.FlowActivity("flow", "fails>after", Write.Script("fails", "if (!getOk()) throw new Error('no'); 'x'"), Write.Line("after")), Write.Variable("Ok", "Boolean", "false")));
        await bench.Start();
        bench.Reopen();

        var altered = await bench.Alter("""[{"type":"ModifyVariable","variableId":"Ok-id","value":true},{"type":"ScheduleActivity","activityId":"fails"}]""");

        altered.Problem.ShouldBeNull();
        bench.Instance.SubStatus.ShouldBe(InstanceSubStatus.Finished);
        bench.Instance.Incidents.ShouldAllBe(incident => incident.ResolvedAt != null);
        bench.Journal.ShouldBe(
        [
            "Workflow1 Started", "flow Started", "fails Started", "fails Faulted",
            "Workflow1 Alteration ModifyVariable succeeded", "Workflow1 Alteration ScheduleActivity succeeded",
            "fails Started", "fails Completed", "after Started", "after Completed", "flow Completed", "Workflow1 Completed"
        ]);
    }

    [Fact]
    public async Task A_step_that_is_cancelled_lets_its_container_go_on()
    {
        var bench = new Bench(Write.Sequence(Write.Event("Go"), Write.Line("after")));
        await bench.Start();
        bench.Reopen();

        await bench.Alter("""[{"type":"CancelActivity","activityId":"Go"}]""");

        bench.Instance.SubStatus.ShouldBe(InstanceSubStatus.Finished);
        bench.Journal.TakeLast(6).ShouldBe(["Go Canceled", "Workflow1 Alteration CancelActivity succeeded", "after Started", "after Completed", "root Completed", "Workflow1 Completed"]);
    }

    [Theory]
    [InlineData("""[{"type":"Jump"}]""", "is no alteration")]
    [InlineData("""[{"type":"ModifyVariable","variableId":"ghost","value":1}]""", "no variable 'ghost'")]
    [InlineData("""[{"type":"ScheduleActivity"}]""", "activityId")]
    [InlineData("""[{"type":"ScheduleActivity","activityId":"ghost"}]""", "no activity 'ghost'")]
    [InlineData("""[{"type":"ScheduleActivity","activityId":"after"}]""", "only a flowchart")]
    [InlineData("""[{"type":"ScheduleActivity","activityInstanceId":"99"}]""", "no step '99'")]
    [InlineData("""[{"type":"CancelActivity","activityId":"after"}]""", "no step 'after'")]
    [InlineData("""[{"type":"Migrate","targetVersion":3}]""", "no version 3")]
    public async Task What_cannot_be_done_changes_nothing_and_says_why(string alterations, string problem)
    {
        var bench = new Bench(Write.Sequence(Write.Event("Go"), Write.Line("after")));
        await bench.Start();
        bench.Reopen();

        var altered = await bench.Alter(alterations);

        altered.Problem!.ShouldContain(problem);
        bench.Instance.SubStatus.ShouldBe(InstanceSubStatus.Suspended);
        (await bench.Event("Go"))!.Instance.SubStatus.ShouldBe(InstanceSubStatus.Finished);
    }

    [Fact]
    public async Task An_instance_is_not_moved_to_a_version_without_the_step_at_which_it_stands()
    {
        var bench = new Bench(Write.Sequence(Write.Event("Go"), Write.Line("after")));
        var other = new Bench(Write.Sequence(Write.Line("after")));
        await bench.Start();
        bench.Reopen();

        var altered = await bench.Alter("""[{"type":"Migrate","targetVersion":2}]""", other.Workflow);

        altered.Problem!.ShouldContain("no activity 'Go'");
        altered.Workflow.ShouldBe(bench.Workflow);
    }
}

using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Engine.Tests;

public sealed class RunLoopTests
{
    [Fact]
    public async Task A_sequence_runs_its_activities_in_order_and_the_journal_tells_each_step()
    {
        var bench = new Bench(Write.Sequence(Write.Line("A"), Write.Line("B")));

        await bench.Start();

        bench.Console.ShouldBe(["A", "B"]);
        bench.Journal.ShouldBe(
        [
            "Workflow1 Started", "root Started", "A Started", "A Completed", "B Started", "B Completed", "root Completed", "Workflow1 Completed"
        ]);
        bench.Instance.Status.ShouldBe(InstanceStatus.Finished);
        bench.Instance.SubStatus.ShouldBe(InstanceSubStatus.Finished);
    }

    [Fact]
    public async Task Parallel_branches_take_turns()
    {
        var bench = new Bench(Write.Flow("S>A S>C A>B C>D", Write.Activity("Elsa.Start", "S"), Write.Line("A"), Write.Line("B"), Write.Line("C"), Write.Line("D")));

        await bench.Start();

        bench.Console.ShouldBe(["A", "C", "B", "D"]);
    }

    [Fact]
    public async Task A_waiting_instance_goes_on_after_it_was_saved_and_opened()
    {
        var bench = new Bench(Write.Sequence(Write.Line("before"), Write.Event("Paid"), Write.Line("after")));
        await bench.Start();

        bench.Reopen();
        await bench.Event("Paid");

        bench.Console.ShouldBe(["before", "after"]);
        bench.Journal.Skip(4).ShouldBe(
        [
            "Paid Started", "Paid Suspended", "Paid Resumed", "Paid Completed", "after Started", "after Completed", "root Completed", "Workflow1 Completed"
        ]);
    }

    [Fact]
    public async Task A_bookmark_is_resumed_once()
    {
        var bench = new Bench(Write.Sequence(Write.Event("Paid"), Write.Event("Shipped")));
        await bench.Start();
        var bookmark = bench.Instance.Bookmarks.Single().Id;
        await bench.Event("Paid");

        var again = await bench.ResumeById(bookmark);

        again.ShouldBeNull();
        bench.Instance.Bookmarks.Single().Key.ShouldBe("Shipped");
    }

    [Fact]
    public async Task A_failed_step_leaves_the_instance_running_and_a_retry_goes_on_from_there()
    {
        var bench = new Bench(Write.Definition(
            $$"""{"id":"root","type":"Elsa.Sequence","activities":[{{Write.Script("risky", "if (!getVariable('Ok')) throw new Error('not yet'); return 'went well'")}},{{Write.Line("after")}}]}""",
            Write.Variable("Ok", "Boolean", "false")));
        await bench.Start();
        bench.Instance.NeedsAttention.ShouldBeTrue();
        bench.Instance.SubStatus.ShouldBe(InstanceSubStatus.Suspended);
        bench.Instance.Incidents.Single().Detail.ShouldBe("not yet");

        bench.Instance.SetVariable("Ok", true);
        bench.Reopen();
        await bench.Retry();

        bench.Console.ShouldBe(["went well", "after"]);
        bench.Instance.NeedsAttention.ShouldBeFalse();
        bench.Instance.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public async Task A_loop_without_end_becomes_an_incident_that_names_it()
    {
        var bench = new Bench(Write.Sequence(Write.Activity("Elsa.While", "forever", Write.Input("condition", "Boolean", "Literal", true), $"\"body\":{Write.Line("again")}")),
            new EngineOptions { StepsPerBurst = 500 });

        await bench.Start();

        bench.Instance.Incidents.Single().Code.ShouldBe("endless-loop");
        bench.Instance.Incidents.Single().Message.ShouldContain("'forever'");
        bench.Instance.Status.ShouldBe(InstanceStatus.Running);
    }
}

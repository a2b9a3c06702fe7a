using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Engine.Tests;

public sealed class FlowLoopTests
{
    static Bench Loop(string connections, string exit, FlowchartMode mode = FlowchartMode.Counter) => new(Write.Definition(
        Write.FlowActivity("flow", connections, Write.Activity("Elsa.Start", "S"), Write.Set("Inc", "n", "getVariable('n') + 1"), Write.Decision("More", "getVariable('n') < 3"),
            Write.Line("Out"), Write.Line("Side"), Write.Join("J", exit), Write.Line("E")), Write.Variable("n", "Int32", 0)), new EngineOptions { FlowchartMode = mode });

    [Fact]
    public async Task A_join_after_a_loop_waits_until_the_loop_is_left()
    {
        var bench = Loop("S>Inc S>Side Inc>More More:True>Inc More:False>Out Out>J Side>J J>E", "WaitAll");

        await bench.Start();

        bench.Console.ShouldBe(["Side", "Out", "E"]);
        bench.Instance.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Theory]
    [InlineData(FlowchartMode.Counter)]
    [InlineData(FlowchartMode.Token)]
    public async Task A_join_inside_a_loop_runs_once_in_each_round(FlowchartMode mode)
    {
        var bench = Loop("S>Inc Inc>Out Inc>Side Out>J Side>J J>More More:True>Inc More:False>E", "WaitAll", mode);

        await bench.Start();

        bench.Journal.Count(line => line == "J Started").ShouldBe(3);
        bench.Console[^1].ShouldBe("E");
        bench.Instance.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Theory]
    [InlineData(FlowchartMode.Counter)]
    [InlineData(FlowchartMode.Token)]
    public async Task A_join_behind_a_decision_goes_on_with_the_branches_that_are_under_way(FlowchartMode mode)
    {
        var bench = Loop("S>Side S>More More:False>Out Out>J Side>J J>E", "WaitAllActive", mode);

        await bench.Start();

        bench.Console.ShouldBe(["Side", "E"]);
        bench.Instance.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Theory]
    [InlineData(FlowchartMode.Counter)]
    [InlineData(FlowchartMode.Token)]
    public async Task A_waiting_branch_keeps_the_join_waiting_after_it_was_saved(FlowchartMode mode)
    {
        var bench = new Bench(Write.Flow("S>A S>Paid A>J Paid>J J>E", Write.Activity("Elsa.Start", "S"), Write.Line("A"), Write.Event("Paid"), Write.Join("J", "WaitAll"), Write.Line("E")),
            new EngineOptions { FlowchartMode = mode });
        await bench.Start();
        bench.Console.ShouldBe(["A"]);

        bench.Reopen();
        await bench.Event("Paid");

        bench.Console.ShouldBe(["A", "E"]);
        bench.Instance.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Theory]
    [InlineData(FlowchartMode.Counter)]
    [InlineData(FlowchartMode.Token)]
    public async Task A_step_that_leads_back_to_itself_is_left_when_it_says_so(FlowchartMode mode)
    {
        var bench = new Bench(Write.Definition(Write.FlowActivity("flow", "S>Again Again:True>Again Again:False>E", Write.Activity("Elsa.Start", "S"),
            Write.Decision("Again", "setVariable('n', getVariable('n') + 1); getVariable('n') < 3"), Write.Line("E")), Write.Variable("n", "Int32", 0)), new EngineOptions { FlowchartMode = mode });

        await bench.Start();

        bench.Journal.Count(line => line == "Again Started").ShouldBe(3);
        bench.Console.ShouldBe(["E"]);
        bench.Instance.Status.ShouldBe(InstanceStatus.Finished);
    }
}

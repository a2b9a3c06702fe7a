using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Engine.Tests;

/// <summary>A join that goes on with the first branch takes the others out: all of them, and only what is under way.</summary>
public sealed class OvertakingTests
{
    /// <summary>X goes on without A when A is cancelled; the join that cancelled A has overtaken X as well.</summary>
    [Theory]
    [InlineData("S>B S>A S>X A>X X>J B>J J>E")]
    [InlineData("S>A S>B S>X A>X X>J B>J J>E")]
    public async Task A_step_that_comes_to_life_because_a_join_cancels_another_is_overtaken_too(string ways)
    {
        var bench = new Bench(Write.Flow(ways, Write.Line("S"), Write.Event("A"), Write.Line("B"), Write.Line("X"), Write.Join("J", "WaitAny"), Write.Line("E")));

        await bench.Start();

        bench.Console.ShouldBe(["S", "B", "E"]);
        bench.Instance.SubStatus.ShouldBe(InstanceSubStatus.Finished);
    }

    /// <summary>The fault ends the burst while X, which the join took out, still stands in the queue.</summary>
    [Fact]
    public async Task A_step_that_was_taken_out_before_a_fault_ended_the_burst_does_not_keep_the_instance_from_being_opened()
    {
        var bench = new Bench(
            Write.Flow("S>J S>F S>X X>J J>E", Write.Line("S"), Write.Join("J", "WaitAny"), Write.Activity("Elsa.Fault", "F"), Write.Line("X"), Write.Line("E")),
            new EngineOptions { IncidentStrategy = IncidentStrategy.Fault });
        await bench.Start();

        bench.Reopen();

        bench.Instance.SubStatus.ShouldBe(InstanceSubStatus.Faulted);
        bench.Journal.ShouldNotContain("X Started");
    }

    /// <summary>W runs twice, because branches of unequal length meet there; the second is due before the join is.</summary>
    [Fact]
    public async Task By_tokens_a_step_that_is_due_runs_although_the_same_step_is_cancelled_where_it_waits()
    {
        var bench = new Bench(
            Write.Flow("L>A L>W A>B B>W B>J W>J", Write.Line("L"), Write.Line("A"), Write.Line("B"), Write.Event("W"), Write.Join("J", "WaitAny")),
            new EngineOptions { FlowchartMode = FlowchartMode.Token });

        await bench.Start();

        bench.Journal.Where(line => line.StartsWith("W ", StringComparison.Ordinal)).ShouldBe(["W Started", "W Suspended", "W Canceled", "W Started", "W Suspended", "W Canceled"]);
        bench.Instance.SubStatus.ShouldBe(InstanceSubStatus.Finished);
    }
}

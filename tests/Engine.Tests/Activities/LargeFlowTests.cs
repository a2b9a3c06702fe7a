using System.Text;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Engine.Tests;

/// <summary>Shapes that a program draws, not a person: they run to their end in either mode, and no step costs more because there are many.</summary>
public sealed class LargeFlowTests
{
    public static TheoryData<string, FlowchartMode> Shapes()
    {
        var rows = new TheoryData<string, FlowchartMode>();
        foreach (var mode in Enum.GetValues<FlowchartMode>())
            foreach (var shape in new[] { "chain", "fan-out", "fan-out without a join", "lattice", "lattice of races", "chain with ways back" })
                rows.Add(shape, mode);
        return rows;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_large_flowchart_comes_to_its_end(string shape, FlowchartMode mode)
    {
        var (ways, steps) = Draw(shape, 1_000);
        var bench = new Bench(Write.Flow(ways, steps), new EngineOptions { FlowchartMode = mode });

        await bench.Start();

        bench.Instance.Status.ShouldBe(InstanceStatus.Finished);
        bench.Console[^1].ShouldBe("last");
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Five_times_as_many_activities_take_about_five_times_the_work(string shape, FlowchartMode mode)
    {
        var small = await Allocated(shape, mode, 400);
        var large = await Allocated(shape, mode, 2_000);

        ((double)large / small).ShouldBeLessThan(9);
    }

    static async Task<long> Allocated(string shape, FlowchartMode mode, int count)
    {
        var (ways, steps) = Draw(shape, count);
        var json = Write.Flow(ways, steps);
        await new Bench(json, new EngineOptions { FlowchartMode = mode }).Start();
        var before = GC.GetAllocatedBytesForCurrentThread();
        await new Bench(json, new EngineOptions { FlowchartMode = mode }).Start();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    static (string Ways, string[] Steps) Draw(string shape, int count)
    {
        var side = (int)Math.Sqrt(count);
        return shape switch
        {
            "chain" => (Chain(count), [.. Starts(count), Write.Line("last")]),
            "fan-out" => (Fan(count, "join>last"), [.. Starts(count), Write.Join("join", "WaitAll"), Write.Line("last")]),
            "fan-out without a join" => (Fan(count, "join>last"), [.. Starts(count), Write.Activity("Elsa.Start", "join"), Write.Line("last")]),
            "lattice" => (Lattice(side), [.. Joins(side, "WaitAll"), Write.Line("last")]),
            "lattice of races" => (Lattice(side), [.. Joins(side, "WaitAny"), Write.Line("last")]),
            _ => (Chain(count) + string.Concat(Enumerable.Range(2, count - 2).Select(i => $" n{i}:Back>n1")), [.. Starts(count), Write.Line("last")])
        };
    }

    static string Chain(int count) => string.Join(" ", Enumerable.Range(0, count - 1).Select(i => $"n{i}>n{i + 1}")) + $" n{count - 1}>last";

    static string Fan(int count, string end) => string.Join(" ", Enumerable.Range(1, count - 1).Select(i => $"n0>n{i} n{i}>join")) + " " + end;

    static string Lattice(int side) => string.Join(" ",
        from i in Enumerable.Range(0, side)
        from j in Enumerable.Range(0, side)
        from way in new[] { i + 1 < side ? $"n{i}-{j}>n{i + 1}-{j}" : "", j + 1 < side ? $"n{i}-{j}>n{i}-{j + 1}" : "" }
        where way.Length > 0
        select way) + $" n{side - 1}-{side - 1}>last";

    static IEnumerable<string> Starts(int count) => Enumerable.Range(0, count).Select(i => Write.Activity(i == 0 ? "Elsa.Start" : "Elsa.FlowNode", $"n{i}"));

    static IEnumerable<string> Joins(int side, string mode) =>
        from i in Enumerable.Range(0, side) from j in Enumerable.Range(0, side) select i + j == 0 ? Write.Activity("Elsa.Start", "n0-0") : Write.Join($"n{i}-{j}", mode);

    [Theory]
    [InlineData(FlowchartMode.Counter)]
    [InlineData(FlowchartMode.Token)]
    public async Task Five_thousand_activities_are_read_compiled_run_and_saved(FlowchartMode mode)
    {
        var (ways, steps) = Draw("chain", 5_000);
        var bench = new Bench(Write.Flow(ways.Replace("n4999>last", "n4999>wait wait>last", StringComparison.Ordinal), [.. steps, Write.Event("wait")]), new EngineOptions { FlowchartMode = mode });
        await bench.Start();

        bench.Reopen();
        await bench.Event("wait");

        bench.Instance.Status.ShouldBe(InstanceStatus.Finished);
        bench.Console.ShouldBe(["last"]);
    }

    /// <summary>Findings look at the first sixteen starts; every one of them starts.</summary>
    [Theory]
    [InlineData("t0")]
    [InlineData("t39")]
    public async Task A_flowchart_may_begin_at_any_of_forty_triggers(string trigger)
    {
        var bench = new Bench(Write.Flow(
            string.Join(" ", Enumerable.Range(0, 40).Select(i => $"t{i}>s{i} s{i}>last")),
            [.. Enumerable.Range(0, 40).SelectMany(i => new[] { Write.Activity("Elsa.Event", $"t{i}", "\"customProperties\":{\"canStartWorkflow\":true}", Write.Input("eventName", "String", "Literal", $"e{i}")), Write.Line($"s{i}") }), Write.Line("last")]));

        bench.Triggers().Count.ShouldBe(40);
        await bench.StartBy(new StartOrder(Guid.CreateVersion7(bench.Now)) { TriggerActivityId = trigger });

        bench.Console.ShouldBe([trigger.Replace('t', 's'), "last"]);
    }

    [Fact]
    public async Task Five_hundred_containers_in_one_another_run_wait_and_are_saved()
    {
        var bench = new Bench(Nested(500));
        await bench.Start();

        bench.Reopen();
        await bench.Event("Paid");

        bench.Instance.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Theory]
    [InlineData(2_000)]
    [InlineData(100_000)]
    public void Containers_too_deep_in_one_another_are_a_finding(int depth)
    {
        var read = DefinitionReader.Read(Encoding.UTF8.GetBytes(Nested(depth)));

        read.Definition.ShouldBeNull();
        read.Findings.ShouldHaveSingleItem().Code.ShouldBe("malformed-json");
    }

    static string Nested(int depth) => Write.Definition(new StringBuilder()
        .Insert(0, """{"type":"Elsa.Sequence","activities":[""", depth).Append(Write.Event("Paid")).Append(string.Concat(Enumerable.Repeat("]}", depth))).ToString());
}

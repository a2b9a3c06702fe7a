using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Engine.Tests;

/// <summary>A case that runs away stops with an incident that says where; it is saved, can be looked at, and can be ended.</summary>
public sealed class LimitTests
{
    static string Loop(string body, string more = "") => Write.Definition(
        Write.Activity("Elsa.While", "Round", Write.Input("condition", "Boolean", "Literal", true), $"\"body\":{body}"), Write.Variable("n", "Int32", 0) + "," + Write.Variable("list", "Object", "[]"), more);

    [Fact]
    public async Task A_loop_that_takes_too_long_is_named()
    {
        var bench = new Bench(Loop(Write.Set("s", "n", "1")), new EngineOptions { TimePerBurst = TimeSpan.FromMilliseconds(20), StepsPerBurst = int.MaxValue });

        await bench.Start();

        var incident = bench.Instance.Incidents.ShouldHaveSingleItem();
        incident.Code.ShouldBe("burst-too-long");
        incident.Message.ShouldContain("'Round'");
    }

    [Theory]
    [InlineData("list", "getVariable('list').concat(['x'.repeat(1000)])", "variable 'list'")]
    [InlineData("fresh", "setVariable('kept' + getVariable('n'), 'x'.repeat(100000)); setVariable('n', getVariable('n') + 1); 1", "variable 'kept")]
    public async Task A_case_that_grows_without_end_is_stopped_and_says_what_grew(string variable, string script, string heaviest)
    {
        var bench = new Bench(Loop(variable == "list" ? Write.Set("s", "list", script) : Write.Script("s", script)), new EngineOptions { BytesPerInstance = 2 << 20 });

        await bench.Start();

        var incident = bench.Instance.Incidents.ShouldHaveSingleItem();
        incident.Code.ShouldBe("instance-too-large");
        incident.Message.ShouldContain(heaviest);
        incident.Message.ShouldContain("'Round'");
        bench.Instance.Save().Length.ShouldBeLessThan(8 << 20);
    }

    [Fact]
    public async Task A_console_that_is_written_to_without_end_is_stopped()
    {
        var bench = new Bench(Loop(Write.Script("s", "'x'.repeat(100000)")), new EngineOptions { BytesPerInstance = 4 << 20 });

        await bench.Start();

        bench.Instance.Incidents.ShouldHaveSingleItem().Code.ShouldBe("instance-too-large");
        bench.Console.Count.ShouldBeLessThan(200);
    }

    [Fact]
    public async Task What_is_replaced_again_and_again_does_not_count_as_growth()
    {
        var bench = new Bench(Write.Definition(Write.Activity("Elsa.For", "f", Write.Input("end", "Int32", "Literal", 300), $"\"body\":{Write.Set("s", "list", "['x'.repeat(50000)]")}"), Write.Variable("list", "Object", "[]")),
            new EngineOptions { BytesPerInstance = 1 << 20 });

        await bench.Start();

        bench.Instance.Incidents.ShouldBeEmpty();
        bench.Instance.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Fact]
    public async Task More_children_than_a_burst_has_steps_are_not_even_made()
    {
        var bench = new Bench(Write.Definition(Write.Activity("Elsa.ParallelForEach", "all", Write.Input("items", "Object", "JavaScript", "Array.from({length: 5000}, (_, i) => i)"), $"\"body\":{Write.Event("e")}")),
            new EngineOptions { StepsPerBurst = 1000 });

        await bench.Start();

        bench.Instance.Incidents.ShouldHaveSingleItem().Code.ShouldBe("too-many-steps");
    }

    [Fact]
    public async Task Steps_inside_one_another_have_a_limit()
    {
        var inner = Write.Line("deep");
        for (var i = 0; i < 30; i++)
            inner = Write.Activity("Elsa.Sequence", $"s{i}", $"\"activities\":[{inner}]");
        var bench = new Bench(Write.Definition(inner), new EngineOptions { Nesting = 20 });

        await bench.Start();

        bench.Instance.Incidents.ShouldHaveSingleItem().Code.ShouldBe("nested-too-deeply");
        bench.Console.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_case_that_was_stopped_is_saved_and_can_be_ended()
    {
        var bench = new Bench(Loop(Write.Line("again")), new EngineOptions { StepsPerBurst = 300 });
        await bench.Start();
        bench.Instance.Incidents.ShouldHaveSingleItem().Code.ShouldBe("endless-loop");

        bench.Reopen();
        await bench.Cancel();

        bench.Instance.SubStatus.ShouldBe(InstanceSubStatus.Cancelled);
    }

    [Fact]
    public async Task A_definition_that_wants_its_faults_final_ends_with_the_limit()
    {
        var bench = new Bench(Loop(Write.Line("again"), "\"options\":{\"incidentStrategyType\":\"FaultStrategy\"},"), new EngineOptions { StepsPerBurst = 300 });

        await bench.Start();

        bench.Instance.SubStatus.ShouldBe(InstanceSubStatus.Faulted);
    }
}

using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Engine.Tests;

public sealed class StateMachineTests
{
    static string State(string name, bool tells = false) => tells
        ? $$"""{"name":"{{name}}","entry":{{Write.Line($"in-{name}")}},"exit":{{Write.Line($"out-{name}")}}}"""
        : $$"""{"name":"{{name}}"}""";

    /// <summary>A way "A>B", perhaps with a trigger, a condition and an action.</summary>
    static string Way(string ends, string? trigger = null, string? condition = null, string? action = null)
    {
        var names = ends.Split('>');
        var parts = new List<string> { $"\"name\":\"{ends}\"", $"\"from\":\"{names[0]}\"", $"\"to\":\"{names[1]}\"" };
        if (trigger is not null)
            parts.Add($"\"trigger\":{trigger}");
        if (condition is not null)
            parts.Add(Write.Input("condition", "Boolean", "JavaScript", condition));
        if (action is not null)
            parts.Add($"\"action\":{action}");
        return $"{{{string.Join(",", parts)}}}";
    }

    static string Machine(string initial, string[] states, params string[] ways) => Write.Activity("Elsa.StateMachine", "sm",
        $"\"initialState\":\"{initial}\"", $"\"states\":[{string.Join(",", states)}]", $"\"transitions\":[{string.Join(",", ways)}]");

    static Bench Run(string machine, string variables = "") => new(Write.Definition($$"""{"id":"root","type":"Elsa.Sequence","activities":[{{machine}},{{Write.Line("end")}}]}""", variables));

    [Fact]
    public async Task The_first_trigger_withdraws_the_others_before_action_exit_and_entry()
    {
        var bench = Run(Machine("New", [State("New", true), State("Paid", true), State("Void")],
            Way("New>Paid", Write.Event("pay"), action: Write.Line("receipt")), Way("New>Void", Write.Event("void")), Way("Paid>Void", Write.Event("refund"))));
        await bench.Start();
        bench.Instance.Bookmarks.Select(bookmark => bookmark.Key).ShouldBe(["pay", "void"]);

        bench.Reopen();
        await bench.Event("pay");
        bench.Instance.Bookmarks.Select(bookmark => bookmark.Key).ShouldBe(["refund"]);
        bench.Reopen();
        await bench.Event("refund");

        bench.Console.ShouldBe(["in-New", "receipt", "out-New", "in-Paid", "out-Paid", "end"]);
        bench.Journal.SkipWhile(line => line != "pay Resumed").Take(8).ShouldBe(
            ["pay Resumed", "pay Completed", "void Canceled", "receipt Started", "receipt Completed", "out-New Started", "out-New Completed", "in-Paid Started"]);
        bench.Instance.SubStatus.ShouldBe(InstanceSubStatus.Finished);
    }

    [Fact]
    public async Task A_condition_that_does_not_hold_arms_the_trigger_again_and_leaves_the_others_alone()
    {
        var bench = Run(Machine("A", [State("A", true), State("B")], Way("A>B", Write.Event("go"), "variables.n > 1"), Way("A>A", Write.Event("again"), action: Write.Set("up", "n", "variables.n + 1"))),
            Write.Variable("n", "Int32", 1));
        await bench.Start();

        await bench.Event("go");
        bench.Console.ShouldBe(["in-A"]);
        bench.Instance.Bookmarks.Select(bookmark => bookmark.Key).Order().ShouldBe(["again", "go"]);
        bench.Reopen();
        await bench.Event("again");
        bench.Reopen();
        await bench.Event("go");

        bench.Console.ShouldBe(["in-A", "out-A", "in-A", "out-A", "end"]);
    }

    [Fact]
    public async Task A_transition_without_trigger_is_taken_at_once_when_its_condition_holds()
    {
        var bench = Run(Machine("A", [State("A"), State("Small", true), State("Large", true)], Way("A>Small", condition: "variables.n < 10"), Way("A>Large")), Write.Variable("n", "Int32", 50));

        await bench.Start();

        bench.Console.ShouldBe(["in-Large", "end"]);
    }

    [Fact]
    public async Task Transitions_without_trigger_that_go_in_a_circle_become_an_incident_that_names_the_machine()
    {
        var bench = new Bench(Write.Definition(Machine("A", [State("A", true), State("B")], Way("A>B"), Way("B>A"))), new EngineOptions { StepsPerBurst = 200 });

        await bench.Start();

        bench.Instance.Incidents.ShouldHaveSingleItem().Message.ShouldContain("'sm'");
        bench.Instance.NeedsAttention.ShouldBeTrue();
    }

    [Fact]
    public async Task A_circle_of_states_in_which_nothing_runs_is_stopped_too()
    {
        var bench = Run(Machine("A", [State("A"), State("B")], Way("A>B"), Way("B>A")));

        await bench.Start();

        bench.Instance.Incidents.ShouldHaveSingleItem().Code.ShouldBe("endless-loop");
    }

    [Fact]
    public async Task A_state_in_which_nothing_can_happen_is_shown_to_a_person()
    {
        var bench = Run(Machine("A", [State("A"), State("B")], Way("A>B", condition: "false")));

        await bench.Start();

        bench.Instance.Incidents.ShouldHaveSingleItem().Code.ShouldBe("nothing-to-wait-for");
    }

    [Theory]
    [InlineData("Nowhere", "A>B", "initialState")]
    [InlineData("A", "A>Nowhere", "transitions[0].to")]
    public async Task A_state_that_does_not_exist_is_found_at_publish_and_fails_when_it_is_reached(string initial, string way, string place)
    {
        var bench = Run(Machine(initial, [State("A"), State("B")], Way(way)));
        bench.Findings.ShouldContain(finding => finding.Code == "unknown-state" && finding.Property == place);

        await bench.Start();

        bench.Instance.Incidents.ShouldHaveSingleItem().Code.ShouldBe("state-unknown");
        bench.Instance.Incidents[0].Message.ShouldContain("'Nowhere'");
    }

    [Fact]
    public void Two_states_of_one_name_are_found_at_publish() =>
        Run(Machine("A", [State("A"), State("A")], Way("A>A", Write.Event("e")))).Findings.ShouldContain(finding => finding.Code == "duplicate-state");

    [Theory]
    [InlineData("Elsa.End")]
    [InlineData("Elsa.Break")]
    [InlineData("Elsa.Complete")]
    public async Task A_terminal_step_in_an_action_ends_what_it_ends_elsewhere(string terminal)
    {
        var machine = Machine("A", [State("A"), State("B", true)], Way("A>B", Write.Event("go"), action: Write.Activity(terminal, "T")));
        var bench = new Bench(Write.Sequence(Write.Activity("Elsa.While", "loop", Write.Input("condition", "Boolean", "Literal", true), $"\"body\":{machine}"), Write.Line("end")),
            new EngineOptions { StepsPerBurst = 100 });
        await bench.Start();

        await bench.Event("go");

        // End has no sequence or flowchart here to end: the machine goes on, is done, and the loop begins its next round.
        bench.Console.ShouldBe(terminal switch { "Elsa.End" => ["in-B"], "Elsa.Break" => ["end"], _ => [] });
        bench.Instance.Status.ShouldBe(terminal == "Elsa.End" ? InstanceStatus.Running : InstanceStatus.Finished);
    }

    [Fact]
    public async Task A_failed_action_is_tried_again_and_the_machine_goes_on()
    {
        var bench = Run(Machine("A", [State("A"), State("B", true)], Way("A>B", Write.Event("go"), action: Write.Script("act", "if (variables.n < 2) throw new Error('not yet'); 'acted'"))), Write.Variable("n", "Int32", 1));
        await bench.Start();
        await bench.Event("go");
        bench.Instance.Incidents.ShouldHaveSingleItem();
        bench.Instance.SetVariable("n", 2L);

        bench.Reopen();
        await bench.Retry();

        bench.Console.ShouldBe(["acted", "in-B", "end"]);
        bench.Instance.Status.ShouldBe(InstanceStatus.Finished);
    }
}

using System.Globalization;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Engine.Tests;

public sealed class LintTests
{
    static Finding Single(string json, string code)
    {
        var finding = new Bench(json).Findings.Where(finding => finding.Code == code).ShouldHaveSingleItem();
        FindingTexts.Say(finding, CultureInfo.GetCultureInfo("es")).ShouldNotStartWith(code);
        return finding;
    }

    [Fact]
    public void An_unknown_activity_type_is_an_error_at_the_activity()
    {
        var finding = Single(Write.Sequence(Write.Activity("Acme.Thing", "x")), "unknown-activity-type");

        finding.ActivityId.ShouldBe("x");
        finding.Severity.ShouldBe(Severity.Error);
    }

    static string Deep(int levels) => new string('[', levels) + new string(']', levels);

    [Fact]
    public void A_value_that_nests_too_deeply_is_found_wherever_it_stands()
    {
        Single(Write.Sequence(Write.Activity("Elsa.WriteLine", "x", $"\"text\":{Deep(900)}")), "value-too-deep").Property.ShouldBe("text");
        Single(Write.Definition(Write.Line("x"), $$"""{"id":"v","name":"v","typeName":"Object","value":{{Deep(900)}}}"""), "value-too-deep").Property.ShouldBe("variables");
    }

    [Fact]
    public async Task A_value_that_nests_deeply_is_taken_shown_and_saved()
    {
        var bench = new Bench(Write.Definition($$"""{"id":"s","type":"Elsa.Sequence","activities":[{{Write.Activity("Elsa.SetVariable", "x", "\"variable\":{\"id\":\"v-id\"}", $"\"value\":{Deep(300)}")}},{{Write.Event("wait")}}]}""", Write.Variable("v", "Object")));
        await bench.Start();

        bench.Reopen();

        bench.Instance.Bookmarks.ShouldHaveSingleItem();
        Engine.Values.ToJson(bench.Instance.Variables["v"]).ShouldBe(Deep(300));
    }

    [Fact]
    public void A_script_with_a_mistake_is_found_with_its_place()
    {
        var finding = Single(Write.Sequence(Write.Script("x", "1 +\n  * 2")), "script-does-not-parse");

        finding.Property.ShouldBe("text");
        finding.Arguments[0].ShouldBe(2);
    }

    [Fact]
    public void A_template_with_a_mistake_is_found() =>
        Single(Write.Sequence(Write.Activity("Elsa.WriteLine", "x", Write.Input("text", "String", "Liquid", "{% if a %}"))), "template-does-not-parse").Severity.ShouldBe(Severity.Error);

    [Fact]
    public void An_unknown_variable_is_found() =>
        Single(Write.Sequence(Write.Activity("Elsa.WriteLine", "x", Write.Input("text", "String", "Variable", new { id = "gone", name = "Gone" }))), "unknown-variable").Arguments.ShouldBe(["Gone"]);

    [Fact]
    public void An_input_that_the_type_does_not_have_is_a_warning() =>
        Single(Write.Sequence(Write.Activity("Elsa.WriteLine", "x", Write.Input("txet", "String", "Literal", "a"))), "unknown-input").Property.ShouldBe("txet");

    [Fact]
    public void A_value_that_does_not_fit_is_an_error() =>
        Single(Write.Sequence(Write.Activity("Elsa.Delay", "x", Write.Input("timeSpan", "TimeSpan", "Literal", "soon"))), "value-does-not-fit").Property.ShouldBe("timeSpan");

    [Fact]
    public void A_connection_to_nowhere_is_found() => Single(Write.Flow("A>B A>Gone", Write.Line("A"), Write.Line("B")), "dangling-connection").Arguments.ShouldBe(["A", "Done", "Gone"]);

    [Fact]
    public void An_activity_that_no_connection_reaches_is_found() =>
        Single(Write.Flow("S>B", Write.Activity("Elsa.Start", "S"), Write.Line("B"), Write.Line("Alone")), "unreachable-activity").ActivityId.ShouldBe("Alone");

    [Fact]
    public void A_way_back_into_the_side_of_a_loop_is_found() =>
        Single(Write.Flow("S>A S>B A>C B>D C>D D>C", Write.Activity("Elsa.Start", "S"), Write.Line("A"), Write.Line("B"), Write.Line("C"), Write.Line("D")), "invalid-backward-connection").Severity.ShouldBe(Severity.Warning);

    [Fact]
    public void A_join_that_waits_for_both_ways_of_a_decision_is_found() =>
        Single(Write.Flow("D:True>A D:False>B A>J B>J", Write.Decision("D", "true"), Write.Line("A"), Write.Line("B"), Write.Join("J", "WaitAll")), "join-never-completes").ActivityId.ShouldBe("J");

    [Theory]
    [InlineData("S>A S>B A>C C>T B>T", null, true)]
    [InlineData("S>A S>T A>T", null, true)]
    [InlineData("S>A S>B A>T B>T", null, false)]
    [InlineData("S>A S>B A>C C>T B>T", "Merge", false)]
    [InlineData("S>A S>B A>C C>T B>T", "Stream", false)]
    [InlineData("S>A A:True>B A:False>T B>T", null, false)]
    [InlineData("S>A S>B A>M B>M M>C C>T M>T", "Merge", false)]
    public void Branches_of_unequal_length_that_meet_are_found_where_tokens_decide(string connections, string? merge, bool isFound)
    {
        var target = Write.Activity("Elsa.WriteLine", "T", merge is null ? [] : [$"\"customProperties\":{{\"mergeMode\":\"{merge}\"}}"]);
        var definition = Write.Flow(connections, Write.Activity("Elsa.Start", "S"), Write.Line("A"), Write.Line("B"), Write.Line("C"), Write.Join("M", "WaitAll"), target);

        Found(definition, FlowchartMode.Token).ShouldBe(isFound ? ["T"] : []);
        Found(definition, FlowchartMode.Counter).ShouldBeEmpty();
        Found(definition, FlowchartMode.Counter, "modes-differ").ShouldBe(isFound ? ["T"] : []);

        static IEnumerable<string?> Found(string json, FlowchartMode mode, string code = "branches-meet-unevenly") =>
            new Bench(json, new EngineOptions { FlowchartMode = mode }).Findings.Where(finding => finding.Code == code).Select(finding => finding.ActivityId);
    }

    [Theory]
    [InlineData("variables.Order", true)]
    [InlineData("getVariable('Order')", true)]
    [InlineData("getOrder()", true)]
    [InlineData("variables.Known + getVariable('Known') + getKnown() + getTwoWords()", false)]
    [InlineData("getGiven() + getInput('Order')", false)]
    [InlineData("new Date().getTime() + JSON.parse('{}').variables", false)]
    [InlineData("let getOrder = () => 1; getOrder()", false)]
    [InlineData("getResultFromA()", false)]
    [InlineData("setVariable('Order', 1); variables.Order", false)]
    [InlineData("variables.Order = 1; getOrder()", false)]
    public void A_script_that_names_an_unknown_variable_is_found(string script, bool isFound) =>
        Unknown(Write.Definition(Write.Script("x", script), $"{Write.Variable("Known", "String")},{Write.Variable("two words", "String")}", """ "inputs":[{"name":"Given","type":"String"}], """))
            .ShouldBe(isFound ? ["Order"] : []);

    [Theory]
    [InlineData("{{ Variables.Order | json }}", true)]
    [InlineData("{% if Variables.Order == 1 %}x{% endif %}", true)]
    [InlineData("{{ Variables.Known }} Variables.Order {{ 'Variables.Order' }}", false)]
    public void A_template_that_names_an_unknown_variable_is_found(string template, bool isFound) =>
        Unknown(Write.Definition(Write.Activity("Elsa.WriteLine", "x", Write.Input("text", "String", "Liquid", template)), Write.Variable("Known", "String")))
            .ShouldBe(isFound ? ["Order"] : []);

    [Fact]
    public void A_variable_that_another_script_makes_is_known() =>
        Unknown(Write.Sequence(Write.Script("a", "setOrder(1)"), Write.Script("b", "variables.Order"))).ShouldBeEmpty();

    static IEnumerable<object?> Unknown(string json) => new Bench(json).Findings.Where(finding => finding.Code == "unknown-variable").Select(finding => finding.Arguments[0]);

    [Theory]
    [InlineData("D:True>A", "False")]
    [InlineData("D:True>A D:False>B", null)]
    [InlineData("A>D", null)]
    public void An_outcome_that_leads_nowhere_is_found(string connections, string? outcome)
    {
        var found = new Bench(Write.Flow(connections, Write.Decision("D", "true"), Write.Line("A"), Write.Line("B"))).Findings.Where(finding => finding.Code == "outcome-leads-nowhere").ToList();

        found.Select(finding => finding.Arguments[0]).ShouldBe(outcome is null ? [] : [outcome]);
    }

    [Fact]
    public void A_case_of_a_switch_that_leads_nowhere_is_found_and_its_default_may() =>
        Single(Write.Flow("S:One>A", Write.Activity("Elsa.FlowSwitch", "S", """ "cases":[{"label":"One","condition":{"type":"JavaScript","value":"true"}},{"label":"Two","condition":{"type":"JavaScript","value":"false"}}] """), Write.Line("A")), "outcome-leads-nowhere")
            .Arguments.ShouldBe(["Two"]);

    [Fact]
    public void A_way_by_an_outcome_that_a_step_does_not_have_is_found() =>
        Single(Write.Flow("D:True>A D:False>B D:Maybe>B", Write.Decision("D", "true"), Write.Line("A"), Write.Line("B")), "unknown-port").Arguments[1].ShouldBe("Maybe");

    [Fact]
    public void Cases_and_branches_that_the_designer_named_are_outcomes()
    {
        var cases = Write.Activity("Elsa.FlowSwitch", "W", """ "cases":[{"label":"Late","condition":{"type":"JavaScript","value":"true"}},{"label":"Lost","condition":{"type":"JavaScript","value":"true"}}] """);
        var fork = Write.Activity("Elsa.FlowFork", "F", Write.Input("branches", "List<String>", "Object", """["One","Two"]"""));

        var found = new Bench(Write.Flow("W:Late>F W:Default>A F:One>A F:Three>A", cases, fork, Write.Line("A"))).Findings;

        found.Where(finding => finding.Code == "outcome-leads-nowhere").Select(finding => (finding.ActivityId, finding.Arguments[0])).ShouldBe([("W", "Lost"), ("F", "Two")], ignoreOrder: true);
        found.Single(finding => finding.Code == "unknown-port").ActivityId.ShouldBe("F");
    }

    [Fact]
    public void A_cron_expression_that_is_none_is_found() =>
        Single(Write.Sequence(Write.Activity("Elsa.Cron", "x", Write.Input("cronExpression", "String", "Literal", "every day"))), "cron-invalid").Severity.ShouldBe(Severity.Error);
}

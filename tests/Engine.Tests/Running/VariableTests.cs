using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Engine.Tests;

/// <summary>Where variables live, who sees them, and what an output does to them.</summary>
public sealed class VariableTests
{
    static string Scope(string id, string variables, params string[] activities) =>
        $$"""{"id":"{{id}}","type":"Elsa.Sequence","variables":[{{variables}}],"activities":[{{string.Join(",", activities)}}]}""";

    static string Inner(string value) => $$"""{"id":"inner-id","name":"X","typeName":"String","value":"{{value}}","storageDriverTypeName":"WorkflowInstanceStorageDriver"}""";

    static string Set(string id, string variableId, string script) =>
        Write.Activity("Elsa.SetVariable", id, $$""" "variable":{"id":"{{variableId}}","name":"X","typeName":"String"} """, Write.Input("value", "Object", "JavaScript", script));

    [Fact]
    public async Task By_name_the_nearest_is_meant_and_by_id_the_one_of_that_id()
    {
        var bench = new Bench(Write.Definition(Scope("root", "",
            Scope("in", Inner("inner"), Set("outer", "X-id", "'changed'"), Write.Script("a", "getVariable('X')"), Write.Script("b", "setVariable('X', 'nearest'); getX()")), Write.Script("c", "getX()")), Write.Variable("X", "String", "outer")));

        await bench.Start();

        bench.Console.ShouldBe(["inner", "nearest", "changed"]);
    }

    [Fact]
    public async Task Each_round_of_a_loop_begins_with_fresh_variables()
    {
        var body = Scope("in", Inner("fresh"), Write.Script("a", "getX()"), Write.Script("b", "setX('used'); getX()"));
        var bench = new Bench(Write.Definition($$"""{"id":"loop","type":"Elsa.For","end":{"typeName":"Int32","expression":{"type":"Literal","value":1} },"body":{{body}} }"""));

        await bench.Start();

        bench.Console.ShouldBe(["fresh", "used", "fresh", "used"]);
    }

    [Fact]
    public async Task A_variable_of_a_container_lives_across_a_wait_and_is_gone_when_it_has_ended()
    {
        var bench = new Bench(Write.Definition(Scope("root", "", Scope("in", Inner("begun"), Write.Script("a", "setX('kept'); ''"), Write.Event("E"), Write.Script("b", "getX()")), Write.Script("c", "String(getVariable('X'))"))));
        await bench.Start();

        bench.Reopen();
        await bench.Event("E");

        bench.Console.ShouldBe(["", "kept", "null"]);
    }

    [Fact]
    public async Task A_variable_that_is_not_there_fails_the_step_that_sets_it()
    {
        var bench = new Bench(Write.Sequence(Set("s", "gone", "1")));

        await bench.Start();

        bench.Instance.Incidents.Single().Message.ShouldBe("Variable 'gone' not found.");
    }

    [Fact]
    public async Task Names_of_variables_are_told_apart_by_case()
    {
        var bench = new Bench(Write.Definition(Scope("root", "", Write.Script("a", "String(getVariable('x'))"), Write.Script("b", "getVariable('X')")), Write.Variable("X", "String", "big")));

        await bench.Start();

        bench.Console.ShouldBe(["null", "big"]);
    }

    [Fact]
    public async Task Null_stays_null_across_a_wait()
    {
        var bench = new Bench(Write.Definition(Scope("root", "", Set("s", "X-id", "null"), Write.Event("E"), Write.Script("b", "String(getX())")), Write.Variable("X", "String", "begun")));
        await bench.Start();

        bench.Reopen();
        await bench.Event("E");

        bench.Console.ShouldBe(["null"]);
    }

    [Fact]
    public async Task An_output_is_made_to_fit_the_variable_that_it_is_bound_to_or_becomes_an_output_of_the_workflow()
    {
        static string Run(string id, string target) => Write.Activity("Elsa.RunJavaScript", id, Write.Input("script", "String", "Literal", "'7'"), $$""" "result":{"typeName":"Object","memoryReference":{"id":"{{target}}"} } """);
        var bench = new Bench(Write.Definition(Scope("root", "", Run("a", "n-id"), Run("b", "Answer"), Write.Script("c", "typeof getN()")), Write.Variable("n", "Int32", 0), """ "outputs":[{"name":"Answer","type":"String"}], """));

        await bench.Start();

        bench.Console.ShouldBe(["number"]);
        bench.Instance.Variables["n"].ShouldBe(7L);
        bench.Instance.Output["Answer"].ShouldBe("7");
    }

    [Fact]
    public async Task In_a_loop_the_latest_output_of_a_step_is_read()
    {
        var body = Scope("in", "", Write.Activity("Elsa.RunJavaScript", "run", Write.Input("script", "String", "Literal", "getCurrentValue() * 10")), Write.Script("w", "getOutputFrom('run') + ' ' + getLastResult()"));
        var bench = new Bench(Write.Definition($$"""{"id":"loop","type":"Elsa.For","start":{"typeName":"Int32","expression":{"type":"Literal","value":1} },"end":{"typeName":"Int32","expression":{"type":"Literal","value":2} },"body":{{body}} }"""));

        await bench.Start();

        bench.Console.ShouldBe(["10 10", "20 20"]);
    }

    [Fact]
    public async Task Start_values_replace_defaults_and_inputs_are_made_to_fit_their_type()
    {
        var bench = new Bench(Write.Definition(Write.Script("w", "getX() + ' ' + (getInput('n') + 1) + ' ' + getInput('undeclared') + ' ' + String(getInput('missing'))"), Write.Variable("X", "String", "begun"),
            """ "inputs":[{"name":"n","type":"Int32"},{"name":"missing","type":"String"}], """));

        await bench.StartBy(new StartOrder(Guid.CreateVersion7(bench.Now))
        {
            Variables = new Dictionary<string, object?> { ["X"] = "given" }, Input = new Dictionary<string, object?> { ["n"] = "41", ["undeclared"] = true }
        });

        bench.Console.ShouldBe(["given 42 true null"]);
    }

    [Theory]
    [InlineData(true, "m,n,w,i,u")]
    [InlineData(false, "m,begun,w,i,")]
    public async Task What_has_no_storage_survives_a_wait_unless_the_host_is_as_Elsa(bool keeps, string expected)
    {
        static string Stored(string name, string? driver) => $$"""{"id":"{{name}}-id","name":"{{name}}","typeName":"String","value":"begun","storageDriverTypeName":{{(driver is null ? "null" : $"\"{driver}\"")}}}""";
        var bench = new Bench(
            Write.Definition(
                Scope("root", "", Write.Script("a", "setMem('m'); setNone('n'); setKept('w'); ''"), Write.Event("E"), Write.Script("b", "[getMem(), getNone(), getKept(), getInput('stored'), getInput('loose')].join(',')")),
                string.Join(",", Stored("mem", "MemoryStorageDriver"), Stored("none", null), Stored("kept", "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core")),
                """ "inputs":[{"name":"stored","type":"String","storageDriverType":"WorkflowInstanceStorageDriver"},{"name":"loose","type":"String"}], """),
            new EngineOptions { KeepUnstoredVariables = keeps });
        await bench.Start(("stored", "i"), ("loose", "u"));

        bench.Reopen();
        await bench.Event("E");

        bench.Console[^1].ShouldBe(expected);
    }
}

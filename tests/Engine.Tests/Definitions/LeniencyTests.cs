using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Engine.Tests;

/// <summary>Older and odd forms of files run as they do on Elsa, and what changes nothing here is said.</summary>
public sealed class LeniencyTests
{
    [Fact]
    public async Task Lists_that_carry_an_identity_are_lists()
    {
        var bench = new Bench($$"""
            {"$id":"1","definitionId":"d","variables":{"$id":"2","$values":[{{Write.Variable("x", "Int32", 4)}}]},
             "root":{"$id":"3","type":"Elsa.Flowchart","id":"f","activities":{"$id":"4","$values":[{{Write.Line("A")}},{{Write.Script("B", "'x is ' + getX()")}}]},
                     "connections":{"$id":"5","$values":[{"source":"A","target":"B","sourcePort":"Done","targetPort":"In"}]} } }
            """);

        await bench.Start();

        bench.Console.ShouldBe(["A", "x is 4"]);
    }

    [Fact]
    public async Task User_data_with_such_keys_is_left_alone()
    {
        var bench = new Bench(Write.Definition(Write.Script("w", "toJson(getVariable('o'))"), Write.Variable("o", "Object", """{"$id":"7","$values":[1],"$ref":"x"}""")));

        await bench.Start();

        bench.Console.ShouldBe(["""{"$id":"7","$values":[1],"$ref":"x"}"""]);
    }

    [Theory]
    [InlineData("FaultStrategy", InstanceSubStatus.Faulted)]
    [InlineData("Elsa.Workflows.IncidentStrategies.FaultStrategy, Elsa.Workflows.Core", InstanceSubStatus.Faulted)]
    [InlineData("ContinueWithIncidentsStrategy", InstanceSubStatus.Suspended)]
    [InlineData("Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core", InstanceSubStatus.Suspended)]
    public async Task An_incident_strategy_is_known_by_both_its_names(string name, InstanceSubStatus expected)
    {
        foreach (var host in Enum.GetValues<IncidentStrategy>())
        {
            var bench = new Bench(Write.Definition(Write.Activity("Elsa.Fault", "F"), more: $$"""  "options":{"incidentStrategyType":"{{name}}"},"""), new EngineOptions { IncidentStrategy = host });
            await bench.Start();
            bench.Instance.SubStatus.ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData("\"options\":{\"incidentStrategyType\":\"Acme.MyFaultStrategies, Acme\"},", "unknown-incident-strategy", Severity.Error)]
    [InlineData("\"options\":{\"commitStrategyName\":\"ActivityExecuted\"},", "commit-strategy-changes-nothing", Severity.Info)]
    [InlineData("\"options\":{\"commitStrategyName\":\"Sometimes\"},", "unknown-commit-strategy", Severity.Warning)]
    public void What_a_definition_asks_of_its_host_is_known_explained_or_refused(string more, string code, Severity severity)
    {
        var bench = new Bench(Write.Definition(Write.Line("A"), more: more));

        bench.Findings.ShouldHaveSingleItem().Code.ShouldBe(code);
        bench.Findings[0].Severity.ShouldBe(severity);
    }

    [Fact]
    public void The_commit_strategy_of_an_activity_is_explained_too() =>
        new Bench(Write.Definition(Write.Activity("Elsa.Start", "S", "\"customProperties\":{\"commitStrategyName\":\"CommitNever\"}"))).Findings
            .ShouldHaveSingleItem().ActivityId.ShouldBe("S");

    [Theory]
    [InlineData("WorkflowInstanceStorageDriver", true)]
    [InlineData("Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core", true)]
    [InlineData("WorkflowStorageDriver", true)]
    [InlineData("MemoryStorageDriver", true)]
    [InlineData("Acme.CloudStorageDriver, Acme", false)]
    [InlineData(null, false)]
    public async Task A_host_that_wants_it_loses_variables_without_a_known_driver_at_a_wait(string? driver, bool isKept)
    {
        var variable = $$"""{"id":"x-id","name":"x","typeName":"Int32","value":"1","storageDriverTypeName":{{(driver is null ? "null" : $"\"{driver}\"")}}}""";
        var definition = Write.Definition($$"""{"id":"root","type":"Elsa.Sequence","activities":[{{Write.Set("S", "x", "2")}},{{Write.Event("E")}},{{Write.Script("W", "getX()")}}]}""", variable);
        foreach (var keeps in new[] { true, false })
        {
            var bench = new Bench(definition, new EngineOptions { KeepUnstoredVariables = keeps });
            await bench.Start();
            bench.Reopen();
            await bench.Event("E");
            bench.Console.ShouldBe([keeps || isKept ? "2" : "1"]);
            bench.Findings.Any(finding => finding.Code == "unknown-storage-driver").ShouldBe(driver?.StartsWith("Acme", StringComparison.Ordinal) == true);
        }
    }

    [Fact]
    public async Task Functions_spell_names_that_are_no_identifiers()
    {
        var bench = new Bench(Write.Definition(
            $$"""{"id":"root","type":"Elsa.Sequence","activities":[{"id":"r1","name":"check out","type":"Elsa.RunJavaScript",{{Write.Input("script", "String", "Literal", "return 5")}}},{{Write.Script("a", "getOrderTotal() + getResultFromCheckOut() + getResultFromR1()")}},{{Write.Script("b", "setOrderTotal(1); getVariable('order total')")}},{{Write.Script("c", "String(getResultFromLater())")}},{"id":"later","type":"Elsa.RunJavaScript",{{Write.Input("script", "String", "Literal", "1")}}}]}""",
            """{"id":"v","name":"order total","typeName":"Int32","value":"3","storageDriverTypeName":"WorkflowInstanceStorageDriver"}"""));

        await bench.Start();

        bench.Instance.Incidents.Select(incident => incident.Detail).ShouldBeEmpty();
        bench.Console.ShouldBe(["13", "1", "null"]);
    }

    static string StandIn(string original, string more = "") =>
        $$"""{"id":"n","type":"Elsa.NotFoundActivity","version":1,"missingTypeName":"Elsa.WriteLine","missingTypeVersion":0,"originalActivityJson":{{System.Text.Json.JsonSerializer.Serialize(original)}}{{more}} }""";

    [Fact]
    public async Task A_stand_in_whose_type_is_known_runs_as_what_it_stood_for()
    {
        var bench = new Bench(Write.Flow("A>n n>B", Write.Line("A"), StandIn(Write.Line("L").Replace("\"id\":\"L\",", "", StringComparison.Ordinal)), StandIn(StandIn(Write.Line("B")))));

        await bench.Start();

        bench.Console.ShouldBe(["A", "L", "B"]);
        bench.Workflow.Find("n")!.Type.ShouldBe("Elsa.WriteLine");
        System.Text.Encoding.UTF8.GetString(bench.Workflow.Definition.Source.Span).ShouldContain("originalActivityJson");
    }

    [Theory]
    [InlineData("""{"id":"n","type":"Acme.Ship","version":3}""")]
    [InlineData("not json")]
    [InlineData("{}")]
    public void A_stand_in_whose_type_is_not_known_is_named_and_fails_when_it_is_reached(string original)
    {
        var read = DefinitionReader.Read(System.Text.Encoding.UTF8.GetBytes(Write.Sequence(StandIn(original).Replace("Elsa.WriteLine", "Acme.Ship", StringComparison.Ordinal))));

        var compiled = new Compiler(new Activities.ActivityRegistry(Activities.ActivityRegistry.BuiltIn), new EngineOptions()).Compile(read.Definition!);

        compiled.Findings.Single(finding => finding.Code == "unknown-activity-type").Arguments.ShouldBe(["Acme.Ship"]);
    }

    [Theory]
    [InlineData(""" "text":{"expression":{"type":"Literal","value":"hi"} } """, true, "hi")]
    [InlineData(""" "text":{"expression":{"type":"Literal","value":"hi"} } """, false, "")]
    [InlineData(""" "text":{"typeName":"String"} """, true, "")]
    [InlineData(""" "text":{"typeName":"String","expression":null} """, false, "")]
    [InlineData(""" "text":"hi" """, false, "hi")]
    [InlineData(""" "text":null """, false, "")]
    public async Task An_input_of_which_half_is_missing_counts_unless_the_host_is_as_Elsa(string text, bool strict, string expected)
    {
        var bench = new Bench(Write.Sequence(Write.Activity("Elsa.WriteLine", "w", text)), new EngineOptions { StrictConversion = strict });

        await bench.Start();

        bench.Console.ShouldBe([expected]);
    }

    [Fact]
    public async Task An_input_without_an_expression_is_the_default_of_its_type_where_the_host_is_as_Elsa()
    {
        var loop = $$"""{"id":"loop","type":"Elsa.For","end":{"typeName":"Int32","expression":{"type":"Literal","value":2} },"outerBoundInclusive":{"typeName":"Boolean"},"body":{{Write.Script("w", "getCurrentValue()")}} }""";
        foreach (var strict in new[] { true, false })
        {
            var bench = new Bench(Write.Definition(loop), new EngineOptions { StrictConversion = strict });

            await bench.Start();

            bench.Console.ShouldBe(strict ? ["0", "1", "2"] : ["0", "1"]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(99)]
    [InlineData(null)]
    public async Task An_unknown_or_missing_version_of_a_type_is_the_newest(int? version)
    {
        var bench = new Bench(Write.Sequence(Write.Line("A").Replace("\"type\"", version is null ? "\"type\"" : $"\"version\":{version},\"type\"", StringComparison.Ordinal)));

        await bench.Start();

        bench.Console.ShouldBe(["A"]);
    }

    [Fact]
    public void Node_ids_in_a_file_are_not_believed()
    {
        var bench = new Bench(Write.Sequence(Write.Line("A").Replace("\"type\"", "\"nodeId\":\"Somewhere:Else\",\"type\"", StringComparison.Ordinal)));

        bench.Workflow.Find("A")!.Path.ShouldBe("Workflow1:root:A");
    }
}

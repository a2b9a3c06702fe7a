using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Engine.Tests;

public sealed class WorkflowUseTests
{
    const string Greet = """
        {"id":"g1","definitionId":"greet","name":"greet someone","version":1,"outcomes":["Known","Unknown"],"options":{"usableAsActivity":true},
         "inputs":[{"name":"Who","type":"String"},{"name":"Often","type":"Int32","defaultValue":2}],"outputs":[{"name":"Said","type":"String"}],
         "variables":[{"id":"v","name":"V","typeName":"String","value":"child"}],
         "root":{"id":"seq","type":"Elsa.Sequence","activities":[
           {"id":"wait","type":"Elsa.Event","eventName":{"typeName":"String","expression":{"type":"Literal","value":"go"}}},
           {"id":"say","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"JavaScript","value":"getVariable('V') + ' ' + getInput('Who') + ' ' + getOften()"}}},
           {"id":"out","type":"Elsa.SetOutput","outputName":{"typeName":"String","expression":{"type":"Literal","value":"Said"}},"outputValue":{"typeName":"Object","expression":{"type":"JavaScript","value":"'hello ' + getWho()"}}},
           {"id":"end","type":"Elsa.Complete","outcomes":{"typeName":"Object","expression":{"type":"Literal","value":"Known"}}}]}}
        """;

    // Both uses run side by side, and parent and child have activities of the same ids.
    const string Twice = """
        {"id":"t1","definitionId":"twice","name":"twice","version":1,"inputs":[{"name":"Who","type":"String","storageDriverType":"WorkflowInstanceStorageDriver"}],
         "variables":[{"id":"v","name":"V","typeName":"String","value":"parent"},{"id":"a","name":"A","typeName":"String"},{"id":"b","name":"B","typeName":"String"}],
         "root":{"id":"seq","type":"Elsa.Sequence","activities":[
           {"id":"both","type":"Elsa.Parallel","activities":[
             {"id":"one","type":"GreetSomeone","version":1,"workflowDefinitionId":"greet","who":{"typeName":"String","expression":{"type":"Literal","value":"Ana"}},"said":{"typeName":"String","memoryReference":{"id":"a"}}},
             {"id":"two","type":"GreetSomeone","version":1,"workflowDefinitionId":"greet","who":{"typeName":"String","expression":{"type":"Literal","value":"Eva"}},"often":{"typeName":"Int32","expression":{"type":"Literal","value":"7"}},"said":{"typeName":"String","memoryReference":{"id":"b"}}}]},
           {"id":"say","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"JavaScript","value":"getVariable('V') + ': ' + getVariable('A') + ', ' + getVariable('B')"}}}]}}
        """;

    [Fact]
    public async Task Two_uses_of_one_workflow_keep_their_own_values_across_a_wait()
    {
        var town = new Town();
        town.Publish(Greet);
        town.Publish(Twice).ShouldBeEmpty();

        var id = await town.Start("twice");
        town.Of(id).Bookmarks.Select(bookmark => bookmark.NodeId).ShouldBe(["one/wait", "two/wait"]);
        await town.Event(id, "go");
        await town.Event(id, "go");

        town.Console.ShouldBe(["child Ana 2", "child Eva 7", "parent: hello Ana, hello Eva"]);
        town.Of(id).SubStatus.ShouldBe(InstanceSubStatus.Finished);
    }

    [Fact]
    public async Task A_running_instance_never_notices_that_a_workflow_it_uses_was_published_anew()
    {
        var town = new Town();
        town.Publish(Greet);
        town.Publish(Twice.Replace("\"version\":1,\"workflowDefinitionId\"", "\"version\":9,\"workflowDefinitionId\""));
        var old = await town.Start("twice");

        town.Publish(Greet.Replace("\"id\":\"g1\"", "\"id\":\"g2\"").Replace("\"name\":\"greet someone\",\"version\":1", "\"name\":\"greet someone\",\"version\":2").Replace("'hello '", "'bye '"));
        var young = await town.Start("twice");
        foreach (var id in new[] { old, old, young, young })
            await town.Event(id, "go");

        town.Console.Where(line => line.StartsWith("parent", StringComparison.Ordinal)).ShouldBe(["parent: hello Ana, hello Eva", "parent: bye Ana, bye Eva"]);
        town.Of(old).Pins.Values.ShouldBe(["greet/1"]);
    }

    [Fact]
    public void A_workflow_that_uses_itself_around_a_circle_is_an_error_that_names_the_way()
    {
        var town = new Town();
        town.Publish(Use("a", "b"));
        town.Publish(Use("b", "c"));

        var findings = town.Publish(Use("c", "a"));

        var error = findings.ShouldHaveSingleItem();
        error.Code.ShouldBe("workflow-uses-itself");
        error.ActivityId.ShouldBe("use");
        error.Arguments.ShouldBe(["c → a → b → c"]);
    }

    [Fact]
    public void Workflows_that_double_one_another_are_refused_before_they_fill_the_memory()
    {
        var town = new Town();
        var last = "x0";
        town.Publish($$"""{"id":"x0-1","definitionId":"x0","name":"x0","version":1,"options":{"usableAsActivity":true},"root":{"id":"s","type":"Elsa.Sequence","activities":[]} }""");
        IReadOnlyList<Engine.Definitions.Finding> findings = [];
        for (var i = 1; i <= 20; i++, last = $"x{i - 1}")
            findings = town.Publish($$"""
                {"id":"x{{i}}-1","definitionId":"x{{i}}","name":"x{{i}}","version":1,"options":{"usableAsActivity":true},
                 "root":{"id":"s","type":"Elsa.Sequence","activities":[{"id":"l","type":"{{last}}","workflowDefinitionId":"{{last}}"},{"id":"r","type":"{{last}}","workflowDefinitionId":"{{last}}"}]} }
                """);

        findings.ShouldContain(finding => finding.Code == "workflow-too-large");
    }

    [Fact]
    public async Task What_fails_inside_is_an_incident_of_the_instance_and_a_retry_goes_on_from_there()
    {
        var town = new Town();
        town.Publish("""
            {"id":"f1","definitionId":"f","name":"Failing","version":1,"options":{"usableAsActivity":true},"root":{"id":"bad","type":"Elsa.Fault","message":{"typeName":"String","expression":{"type":"Literal","value":"no"}}}}
            """);
        town.Publish("""{"id":"p1","definitionId":"p","name":"p","version":1,"root":{"id":"use","type":"Failing","workflowDefinitionId":"f"}}""");

        var id = await town.Start("p");

        var incident = town.Of(id).Incidents.ShouldHaveSingleItem();
        incident.NodeId.ShouldBe("use/bad");
        town.Of(id).NeedsAttention.ShouldBeTrue();
    }

    static string Use(string id, string used) => $$"""
        {"id":"{{id}}-1","definitionId":"{{id}}","name":"{{id}}","version":1,"options":{"usableAsActivity":true},"root":{"id":"use","type":"{{used.ToUpperInvariant()}}","workflowDefinitionId":"{{used}}"} }
        """;
}

using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Engine.Tests;

public sealed class ChildInstanceTests
{
    const string Child = """
        {"id":"c1","definitionId":"child","name":"child","version":1,"inputs":[{"name":"Item","type":"Object"}],"outputs":[{"name":"X","type":"String"}],
         "root":{"id":"s","type":"Elsa.Sequence","activities":[
           {"id":"w","type":"Elsa.Event","eventName":{"typeName":"String","expression":{"type":"Literal","value":"go"}}},
           {"id":"o","type":"Elsa.SetOutput","outputName":{"typeName":"String","expression":{"type":"Literal","value":"X"}},"outputValue":{"typeName":"Object","expression":{"type":"Literal","value":"1"}}}]}}
        """;

    static string Parent(string type, string more) => $$"""
        {"id":"p1","definitionId":"parent","name":"parent","version":1,"variables":[{"id":"r","name":"R","typeName":"Object","storageDriverTypeName":"WorkflowInstanceStorageDriver"},{"id":"n","name":"N","typeName":"Int32","value":"0","storageDriverTypeName":"WorkflowInstanceStorageDriver"}],
         "root":{"id":"seq","type":"Elsa.Sequence","activities":[
           {"id":"call","type":"{{type}}","workflowDefinitionId":{"typeName":"String","expression":{"type":"Literal","value":"child"} },"waitForCompletion":{"typeName":"Boolean","expression":{"type":"Literal","value":true} },{{more}} },
           {"id":"after","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"JavaScript","value":"'after ' + getVariable('N')"} } }]} }
        """;

    const string ToR = "\"result\":{\"typeName\":\"Object\",\"memoryReference\":{\"id\":\"r\"}}";

    [Fact]
    public async Task An_executed_workflow_that_waited_gives_its_parent_the_whole_result()
    {
        var town = new Town();
        town.Publish(Child);
        town.Publish(Parent("Elsa.ExecuteWorkflow", ToR));
        var parent = await town.Start("parent");
        var child = town.Of("child").ShouldHaveSingleItem().Id;
        town.Of(parent).SubStatus.ShouldBe(InstanceSubStatus.Suspended);

        await town.Event(child, "go");

        var result = (Dictionary<string, object?>)town.Of(parent).Variables["R"]!;
        result["WorkflowInstanceId"].ShouldBe(child.ToString());
        result["Status"].ShouldBe(1L);
        result["SubStatus"].ShouldBe(3L);
        ((Dictionary<string, object?>)result["Output"]!)["X"].ShouldBe("1");
        town.Console.ShouldBe(["after 0"]);
    }

    [Theory]
    [InlineData("Elsa.DispatchWorkflow")]
    [InlineData("Elsa.ExecuteWorkflow")]
    public async Task A_parent_goes_on_when_its_child_was_cancelled(string type)
    {
        var town = new Town();
        town.Publish(Child);
        town.Publish(Parent(type, ToR));
        var parent = await town.Start("parent");

        await town.Cancel(town.Of("child").Single().Id);

        town.Of(parent).SubStatus.ShouldBe(InstanceSubStatus.Finished);
    }

    [Fact]
    public async Task Cancelling_a_parent_cancels_its_children()
    {
        var town = new Town();
        town.Publish(Child);
        town.Publish(Parent("Elsa.BulkDispatchWorkflows", Items("[1,2,3]")));
        var parent = await town.Start("parent");

        await town.Cancel(parent);

        town.Of("child").Select(child => child.SubStatus).ShouldBe([InstanceSubStatus.Cancelled, InstanceSubStatus.Cancelled, InstanceSubStatus.Cancelled]);
    }

    [Fact]
    public async Task The_state_of_a_parent_does_not_grow_with_the_number_of_its_children()
    {
        var small = await StateOf("Array.from({length: 10}, (_, i) => i)");
        var large = await StateOf("Array.from({length: 2000}, (_, i) => i)");

        large.Children.ShouldBe(2000);
        large.Effects.ShouldBe(20);
        (large.Bytes - small.Bytes).ShouldBeLessThan(20);
    }

    static async Task<(int Bytes, int Children, int Effects)> StateOf(string items)
    {
        var town = new Town();
        town.Publish(Child);
        town.Publish(Parent("Elsa.BulkDispatchWorkflows", Items(items)));
        var parent = await town.Start("parent");
        return (town.Of(parent).Save().Length, town.Of("child").Count(), town.EffectCount);
    }

    [Fact]
    public async Task Each_child_that_ends_runs_its_port_and_the_last_ends_the_step()
    {
        var town = new Town();
        town.Publish(Child);
        town.Publish(Parent("Elsa.BulkDispatchWorkflows", Items("['a','b']") + """
            ,"childCompleted":{"id":"count","type":"Elsa.SetVariable","variable":{"id":"n","name":"N","typeName":"Int32"},"value":{"typeName":"Object","expression":{"type":"JavaScript","value":"getN() + Number(getInput('WorkflowOutput').X) + getInput('WorkflowSubStatus').length"}}}
            """));
        var parent = await town.Start("parent");
        var children = town.Of("child").Select(child => child.Id).ToList();

        await town.Event(children[0], "go");
        town.Of(parent).Bookmarks.ShouldHaveSingleItem().Kind.ShouldBe("Elsa.BulkDispatchWorkflows");
        await town.Event(children[1], "go");

        town.Console.ShouldBe(["after 18"]);
        town.Journal.Where(line => line.StartsWith("call", StringComparison.Ordinal)).ShouldBe(["call Started", "call Suspended", "call Resumed", "call Suspended", "call Resumed", "call Suspended", "call Completed"]);
    }

    [Theory]
    [InlineData("Elsa.DispatchWorkflow")]
    [InlineData("Elsa.ExecuteWorkflow")]
    public async Task A_workflow_that_starts_itself_without_end_becomes_an_incident(string type)
    {
        var town = new Town(new EngineOptions { NestedInstances = 5 });
        town.Publish(Parent(type, ToR).Replace("\"value\":\"child\"", "\"value\":\"parent\""));

        await town.Start("parent");

        town.Of("parent").Count().ShouldBe(6);
        town.Instances.SelectMany(instance => instance.Incidents).ShouldHaveSingleItem().Code.ShouldBe("too-deeply-nested");
    }

    static string Items(string script) => "\"items\":{\"typeName\":\"Object\",\"expression\":{\"type\":\"JavaScript\",\"value\":\"" + script + "\"}}";
}

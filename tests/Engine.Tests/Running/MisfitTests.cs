using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Engine.Tests;

/// <summary>A value that does not fit where it is bound to is an incident of the step that brings it; the burst is kept.</summary>
public sealed class MisfitTests
{
    const string IntoNumber = "\"memoryReference\":{\"id\":\"number-id\"}";

    static Bench Of(string root) => new(Write.Definition(root, Write.Variable("number", "Int32", 1)));

    [Fact]
    public async Task An_answer_that_does_not_fit_its_variable_is_an_incident_of_the_step_that_waited()
    {
        var bench = Of($$"""{"id":"Both","type":"Elsa.Parallel","activities":[{"id":"Ask","type":"Elsa.Event","eventName":"Ask","result":{"typeName":"Object",{{IntoNumber}} } },{{Write.Event("Other")}}]}""");
        await bench.Start();

        await bench.Event("Ask", "many");

        bench.Journal.TakeLast(2).ShouldBe(["Ask Resumed", "Ask Faulted"]);
        bench.Instance.Incidents.ShouldHaveSingleItem().Message.ShouldBe("Variable 'number': The value 'many' does not fit the type Int32.");
        bench.Instance.Bookmarks.ShouldHaveSingleItem().NodeId.ShouldBe("Other");
        bench.Instance.Variables["number"].ShouldBe(1L);
    }

    [Fact]
    public async Task A_loop_whose_item_does_not_fit_stops_there_and_a_retry_does_not_repeat_what_was_done()
    {
        var bench = Of($$"""{"id":"Each","type":"Elsa.ForEach",{{Write.Input("items", "Object", "JavaScript", "[1, 'x']")}},"currentValue":{"typeName":"Object",{{IntoNumber}} },"body":{{Write.Line("Round")}}}""");
        await bench.Start();
        bench.Reopen();

        await bench.Retry();

        bench.Console.ShouldBe(["Round"]);
        bench.Instance.Incidents.Count.ShouldBe(2);
        bench.Instance.Incidents[^1].NodeId.ShouldBe("Each");
        bench.Instance.NeedsAttention.ShouldBeTrue();
    }

    [Fact]
    public async Task A_variable_that_a_start_gives_and_that_does_not_fit_refuses_the_start()
    {
        var bench = Of(Write.Line("Begun"));

        var refused = await Should.ThrowAsync<StartRefusedException>(() => bench.StartBy(new StartOrder(Guid.CreateVersion7(bench.Now)) { Variables = new Dictionary<string, object?> { ["number"] = "many" } }));

        refused.Code.ShouldBe("variable-does-not-fit");
        refused.Input.ShouldBe("number");
    }
}

using System.Text;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Testing;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Kill.Tests;

/// <summary>What waits for more than a timer of its own: a parent for its child, a process for the time that starts it, a failed step for its next try.</summary>
public abstract partial class KillContract
{
    [Theory]
    [InlineData("in-burst")]
    [InlineData("in-claim")]
    public async Task A_parent_goes_on_after_its_child_whenever_the_program_dies(string crashPoint)
    {
        await Prepare(
            ("kill-child", Sequence("kill-child", Step("Elsa.Delay", "rest", ("timeSpan", "TimeSpan", "00:00:01")))),
            ("kill-parent", Sequence("kill-parent", Step("Elsa.DispatchWorkflow", "call", ("workflowDefinitionId", "String", "kill-child"), ("waitForCompletion", "Boolean", "true")))));

        await KillAt(crashPoint);
        await using var again = await WebProcess.Start(Settings());

        await Sees(again, "both have ended", "select count(*) from workflow_instance where status = 'Finished'", "2");
        (await Scalar("select count(*) from workflow_instance")).ShouldBe("2");
        (await Scalar("select count(*) from armed_timer")).ShouldBe("0");
        (await Scalar("select count(*) from workflow_bookmark")).ShouldBe("0");
    }

    [Fact]
    public async Task A_process_that_a_time_starts_is_started_once_when_the_program_dies_starting_it()
    {
        await Prepare(("kill-hourly", Sequence("kill-hourly", Step("Elsa.Timer", "beat", ("interval", "TimeSpan", "01:00:00")).Replace("\"version\":1", "\"version\":1,\"customProperties\":{\"canStartWorkflow\":true}", StringComparison.Ordinal))));

        await KillAt("in-burst");
        await using var again = await WebProcess.Start(Settings());

        await Sees(again, "the case has run", "select count(*) from workflow_instance where status = 'Finished'", "1");
        await Sees(again, "the next hour is armed", "select count(*) from armed_timer where lease_id is null and visible_at is not null", "1");
        (await Scalar("select count(*) from workflow_instance")).ShouldBe("1");
    }

    [Fact]
    public async Task A_step_between_two_tries_is_tried_again_once_when_the_program_dies_at_it()
    {
        var flow = """
            {"id":"flow","type":"Elsa.Flowchart","version":1,"activities":[{"id":"s","type":"Elsa.Start","version":1},
             {"id":"make","type":"Elsa.WriteLine","version":1,"customProperties":{"resilienceStrategy":{"maxRetryAttempts":3,"delay":"00:10:00","backoffType":"Constant"}},
              "text":{"typeName":"String","expression":{"type":"JavaScript","value":"getVariable('ok') ? 'made' : notYet()"}}},
             {"id":"mend","type":"Elsa.SetVariable","version":1,"variable":{"id":"ok-id","name":"ok","typeName":"Boolean"},"value":{"typeName":"Boolean","expression":{"type":"Literal","value":true}}}],
             "connections":[{"source":{"activity":"s","port":"Done"},"target":{"activity":"make","port":"In"}},{"source":{"activity":"s","port":"Done"},"target":{"activity":"mend","port":"In"}}]}
            """;
        await Prepare(("kill-retry", Definition("kill-retry", flow)));

        await KillAt("in-burst");
        await using var again = await WebProcess.Start(Settings());

        await Sees(again, "the case has ended", "select status from workflow_instance", "Finished");
        (await Scalar("select burst_count from workflow_instance")).ShouldBe("2");
        (await Scalar("select count(*) from armed_timer")).ShouldBe("0");
    }

    /// <summary>Publishes and starts the last of them, unless a time starts it. What falls due is long due when the real program looks.</summary>
    async Task Prepare(params (string Key, byte[] Content)[] definitions)
    {
        await Migrate();
        await using var house = await TestHouse.On(Provider, ConnectionString, database: null);
        foreach (var (key, content) in definitions)
            await house.Publish("definition", "chaos", key, content);
        if (!Encoding.UTF8.GetString(definitions[^1].Content).Contains("canStartWorkflow", StringComparison.Ordinal))
            await house.SendOnly(new StartWorkflow(new StartInstance(definitions[^1].Key, new Dictionary<string, object?>())));
    }

    static byte[] Sequence(string id, params string[] steps) => Definition(id, $$"""{"id":"root","type":"Elsa.Sequence","version":1,"activities":[{{string.Join(',', steps)}}]}""");

    static byte[] Definition(string id, string root) => Encoding.UTF8.GetBytes(
        $$"""{"id":"{{id}}-1","definitionId":"{{id}}","version":1,"variables":[{"id":"ok-id","name":"ok","typeName":"Boolean","value":"false","storageDriverTypeName":"WorkflowInstanceStorageDriver"}],"root":{{root}}}""");

    static string Step(string type, string id, params (string Name, string Type, string Value)[] inputs) =>
        $$"""{"id":"{{id}}","type":"{{type}}","version":1{{string.Concat(inputs.Select(input => $$""","{{input.Name}}":{"typeName":"{{input.Type}}","expression":{"type":"Literal","value":"{{input.Value}}"} }"""))}}}""";
}

using System.Globalization;
using System.Text;
using System.Text.Json;

namespace BackOfficeFlow.Benchmarks;

/// <summary>The definitions that are run: made here, so that their size is a number.</summary>
static class Definitions
{
    const string Order = """{"total":250.5,"country":"ES","lines":[1,2,3],"customer":{"name":"Ana","since":"2020-01-01"}}""";

    static readonly string Variables = string.Join(",",
        Variable("x", "Int32", "5"), Variable("flag", "Boolean", "false"), Variable("order", "Object", Order));

    /// <summary>One variable set again and again.</summary>
    public static byte[] Sets(int count, string language, object value) =>
        Whole($$"""{"id":"root","type":"Elsa.Sequence","activities":[{{Many(count, i => Set($"s{i}", language, value))}}]}""");

    /// <summary>What an everyday process does between two waits: ten steps, eight scripts.</summary>
    public static byte[] TenSteps() => Whole(Flow("flow",
        "start>set1 set1>check check:True>set2 check:False>low set2>fork fork:A>left fork:B>right left>join right>join join>done done>end",
        Plain("Elsa.Start", "start"), Set("set1", "JavaScript", "variables.order.total > 100"),
        Decision("check", "variables.order.total > 100 && variables.order.country == 'ES'"), Set("set2", "JavaScript", "variables.x > 3 && variables.x < 10"), Line("low", "Literal", "low"),
        Step("Elsa.FlowFork", "fork", Input("branches", "String[]", "Object", """["A","B"]""")), Line("left", "JavaScript", "`left of ${variables.order.customer.name}`"),
        Line("right", "JavaScript", "`right of ${getX()}`"), Step("Elsa.FlowJoin", "join", Input("mode", "FlowJoinMode", "Literal", "WaitAll")),
        Set("done", "JavaScript", "variables.order.lines.length === 3"), Line("end", "JavaScript", "variables.flag ? 'yes' : 'no'")));

    /// <summary>A person is asked, and then it ends.</summary>
    public static byte[] AskPerson(Guid person) => Whole(Flow("flow", "start>ask ask>end", Plain("Elsa.Start", "start"),
        Step("BackOffice.UserTask", "ask", Input("title", "String", "Literal", "Look at it") + "," + Input("person", "String", "Literal", person.ToString())), Plain("Elsa.End", "end")));

    /// <summary>Waits until a time, and then it ends.</summary>
    public static byte[] Sleep(string time) => Whole(Flow("flow", "start>sleep sleep>end", Plain("Elsa.Start", "start"),
        Step("Elsa.Delay", "sleep", Input("timeSpan", "TimeSpan", "Literal", time)), Plain("Elsa.End", "end")));

    public const string BeatEvent = "beat";

    /// <summary>Waits for an event, counts it with a script, and waits again, for ever.</summary>
    public static byte[] Beat() => Whole(Flow("flow", "start>wait wait>count count>wait", Plain("Elsa.Start", "start"), Step("Elsa.Event", "wait", Input("eventName", "String", "Literal", BeatEvent)),
        Step("Elsa.SetVariable", "count", """ "variable":{"id":"x-id","name":"x","typeName":"Int32"},""" + Input("value", "Int32", "JavaScript", "variables.x + 1"))));

    /// <summary>Decisions that open and close again, with scripts in most steps: five activities a round.</summary>
    public static byte[] Large(int count)
    {
        var ways = new StringBuilder("start>d0");
        var steps = new List<string> { Plain("Elsa.Start", "start") };
        for (var i = 0; steps.Count + 5 <= count; i++)
        {
            ways.Append(CultureInfo.InvariantCulture, $" d{i}:True>a{i} d{i}:False>b{i} a{i}>j{i} b{i}>j{i} j{i}>c{i} c{i}>d{i + 1}");
            steps.AddRange([
                Decision($"d{i}", $"variables.x > {i} && variables.x < {i + 10}"), Line($"a{i}", "Literal", $"line {i}"), Set($"b{i}", "JavaScript", $"variables.order.total > {i}"),
                Step("Elsa.FlowJoin", $"j{i}", Input("mode", "FlowJoinMode", "Literal", "WaitAny")), Line($"c{i}", "JavaScript", $"`step {i} of ${{variables.x}}`")]);
        }
        steps.Add(Plain("Elsa.End", $"d{(steps.Count - 1) / 5}"));
        return Whole(Flow("flow", ways.ToString(), [.. steps]));
    }

    /// <summary>Branches that all wait.</summary>
    public static byte[] Waits(int count) =>
        Whole($$"""{"id":"root","type":"Elsa.Parallel","activities":[{{Many(count, i => Step("Elsa.Event", $"e{i}", Input("eventName", "String", "Literal", $"event {i}")))}}]}""");

    static byte[] Whole(string root) => Encoding.UTF8.GetBytes($$"""{"id":"bench-v1","definitionId":"bench","version":1,"name":"bench","variables":[{{Variables}}],"root":{{root}}}""");

    static string Flow(string id, string ways, params string[] steps) =>
        $$"""{"id":"{{id}}","type":"Elsa.Flowchart","activities":[{{string.Join(",", steps)}}],"connections":[{{string.Join(",", ways.Split(' ').Select(Way))}}]}""";

    static string Way(string way)
    {
        var ends = way.Split('>');
        var source = ends[0].Split(':');
        return $$$"""{"source":{"activity":"{{{source[0]}}}","port":"{{{(source.Length > 1 ? source[1] : "Done")}}}"},"target":{"activity":"{{{ends[1]}}}","port":"In"}}""";
    }

    static string Many(int count, Func<int, string> make) => string.Join(",", Enumerable.Range(0, count).Select(make));

    static string Plain(string type, string id) => $$"""{"id":"{{id}}","type":"{{type}}"}""";

    static string Step(string type, string id, string member) => $$"""{"id":"{{id}}","type":"{{type}}",{{member}}}""";

    static string Set(string id, string language, object value) =>
        Step("Elsa.SetVariable", id, """ "variable":{"id":"flag-id","name":"flag","typeName":"Boolean"},""" + Input("value", "Object", language, value));

    static string Line(string id, string language, string text) => Step("Elsa.WriteLine", id, Input("text", "String", language, text));

    static string Decision(string id, string script) => Step("Elsa.FlowDecision", id, Input("condition", "Boolean", "JavaScript", script));

    static string Input(string name, string type, string language, object value) =>
        $$$"""{{{JsonSerializer.Serialize(name)}}}:{"typeName":"{{{type}}}","expression":{"type":"{{{language}}}","value":{{{JsonSerializer.Serialize(value)}}}}}""";

    static string Variable(string name, string type, string value) =>
        $$"""{"id":"{{name}}-id","name":"{{name}}","typeName":"{{type}}","value":{{JsonSerializer.Serialize(value)}},"storageDriverTypeName":"WorkflowInstanceStorageDriver"}""";
}

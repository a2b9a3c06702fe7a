using System.Text.Json;

namespace BackOfficeFlow.Engine.Tests;

/// <summary>Writes definitions in few words.</summary>
static class Write
{
    public static string Definition(string root, string variables = "", string more = "") =>
        $$"""{"id":"main-v1","definitionId":"main","version":1,"name":"main","variables":[{{variables}}],{{more}}"root":{{root}}}""";

    public static string Sequence(params string[] activities) => Definition($$"""{"id":"root","type":"Elsa.Sequence","activities":[{{string.Join(",", activities)}}]}""");

    public static string Flow(string connections, params string[] activities) => Definition(FlowActivity("flow", connections, activities));

    /// <summary>Connections as "A>B C:True>D".</summary>
    public static string FlowActivity(string id, string connections, params string[] activities) =>
        $$"""{"id":"{{id}}","type":"Elsa.Flowchart","activities":[{{string.Join(",", activities)}}],"connections":[{{string.Join(",", connections.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Connection))}}]}""";

    static string Connection(string way)
    {
        var ends = way.Split('>');
        var source = ends[0].Split(':');
        return $$$"""{"source":{"activity":"{{{source[0]}}}","port":"{{{(source.Length > 1 ? source[1] : "Done")}}}"},"target":{"activity":"{{{ends[1]}}}","port":"In"}}""";
    }

    public static string Variable(string name, string type, object? value = null) =>
        $$"""{"id":"{{name}}-id","name":"{{name}}","typeName":"{{type}}","value":{{JsonSerializer.Serialize(value?.ToString())}},"storageDriverTypeName":"WorkflowInstanceStorageDriver"}""";

    public static string Activity(string type, string id, params string[] members) =>
        $$"""{"id":"{{id}}","type":"{{type}}"{{string.Concat(members.Select(member => "," + member))}}}""";

    public static string Input(string name, string type, string expression, object? value) =>
        $$$"""{{{JsonSerializer.Serialize(name)}}}:{"typeName":"{{{type}}}","expression":{"type":"{{{expression}}}","value":{{{JsonSerializer.Serialize(value)}}}}}""";

    public static string Line(string text) => Activity("Elsa.WriteLine", text, Input("text", "String", "Literal", text));
    public static string Script(string id, string script) => Activity("Elsa.WriteLine", id, Input("text", "String", "JavaScript", script));
    public static string Event(string name) => Activity("Elsa.Event", name, Input("eventName", "String", "Literal", name));
    public static string Join(string id, string mode) => Activity("Elsa.FlowJoin", id, Input("mode", "FlowJoinMode", "Literal", mode));
    public static string Decision(string id, string script) => Activity("Elsa.FlowDecision", id, Input("condition", "Boolean", "JavaScript", script));
    public static string Set(string id, string variable, string script) =>
        Activity("Elsa.SetVariable", id, $$"""  "variable":{"id":"{{variable}}-id","name":"{{variable}}","typeName":"Object"}""", Input("value", "Object", "JavaScript", script));
}

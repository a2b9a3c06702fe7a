using System.Text;

namespace BackOfficeFlow.Runtime.Tests;

/// <summary>Short ways to write definitions.</summary>
static class Write
{
    public static byte[] Sequence(string definitionId, params string[] activities) => Encoding.UTF8.GetBytes(
        $$"""{"id":"{{definitionId}}-v1","definitionId":"{{definitionId}}","version":1,"root":{"id":"root","type":"Elsa.Sequence","activities":[{{string.Join(',', activities)}}] } }""");

    /// <summary>With options, and steps that may start it.</summary>
    public static byte[] Process(string definitionId, string options, params string[] activities) => Encoding.UTF8.GetBytes(
        $$"""{"id":"{{definitionId}}-v1","definitionId":"{{definitionId}}","version":1,"options":{{options}},"variables":[{"id":"count-id","name":"Count","typeName":"Int32","value":"1","storageDriverTypeName":"WorkflowInstanceStorageDriver"}],"root":{"id":"root","type":"Elsa.Sequence","activities":[{{string.Join(',', activities)}}] } }""");

    public static string Starts(string activity) => activity.Replace("\"version\":1", "\"version\":1,\"customProperties\":{\"canStartWorkflow\":true}", StringComparison.Ordinal);

    public static string Line(string text) => Step("Elsa.WriteLine", text, ("text", text));

    public static string Event(string name) => Step("Elsa.Event", name, ("eventName", name));

    public static string Delay(string time) => Step("Elsa.Delay", "wait", ("timeSpan", time));

    public static string Step(string type, string id, params (string Name, string Value)[] inputs) =>
        $$"""{"id":"{{id}}","type":"{{type}}","version":1{{string.Concat(inputs.Select(Input))}}}""";

    static string Input((string Name, string Value) input) =>
        $$""","{{input.Name}}":{"typeName":"String","expression":{"type":"Literal","value":"{{input.Value}}" } }""";
}

using System.Text.Json;
using BackOfficeFlow.Engine.Definitions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BackOfficeFlow.Studio;

/// <summary>Parts of a definition, for a designer that looks for an activity inside another.</summary>
static class ShowSubgraphs
{
    const string RootPort = "Root";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/workflow-definitions/subgraph/{versionId}", Subgraph);
        routes.MapGet("/workflow-definitions/subgraph/segments/{versionId}", Segments);
    }

    static async Task<IResult> Subgraph(string versionId, HttpContext context, DesignerCalls calls)
    {
        var definition = DefinitionJson.Read(await ShowDefinitions.Version(versionId, calls, context.RequestAborted));
        var path = context.Request.Text("parentNodeId") is { } nodeId and not ActivityJson.Workflow ? PathTo(definition, nodeId) : PathTo(definition, ActivityJson.NodeIdOf(ActivityJson.Workflow, definition.Root));
        return StudioJson.Answer(json => WriteNode(json, path[^1]));
    }

    static async Task<IResult> Segments(string versionId, HttpContext context, DesignerCalls calls)
    {
        var definition = DefinitionJson.Read(await ShowDefinitions.Version(versionId, calls, context.RequestAborted));
        var path = PathTo(definition, context.Request.Text("childNodeId") ?? "");
        return StudioJson.Answer(json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("childNode");
            WriteNode(json, path[^1]);
            // The innermost that opens a drawing of its own; on the flat sheet it is the workflow.
            var opens = Enumerable.Range(0, path.Count - 1).Where(at => path[at].Activity.Type != "Elsa.Flowchart").ToList();
            json.WritePropertyName("container");
            if (opens.Count > 0)
                WriteNode(json, path[opens[^1]]);
            else
                WriteWorkflow(json, definition);
            json.WriteStartArray("pathSegments");
            foreach (var at in opens)
                WriteSegment(json, path[at], path[at + 1].Port);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary>From the root down to the activity.</summary>
    static List<GraphNode> PathTo(WorkflowDefinition definition, string nodeId)
    {
        var root = new GraphNode(definition.Root, ActivityJson.Workflow, RootPort);
        var path = new List<GraphNode> { root };
        while (path[^1].NodeId != nodeId)
            path.Add(path[^1].Inside.FirstOrDefault(inside => nodeId == inside.NodeId || nodeId.StartsWith($"{inside.NodeId}:", StringComparison.Ordinal))
                ?? throw new CallRefusal(StatusCodes.Status404NotFound, "not-found", Texts.Say("NoSuchNode", nodeId)));
        return path;
    }

    static void WriteNode(Utf8JsonWriter json, GraphNode node)
    {
        json.WriteStartObject();
        json.WriteString("nodeId", node.NodeId);
        json.WriteString("port", node.Port);
        json.WritePropertyName("activity");
        ActivityJson.Write(json, node.Activity, node.Parent);
        WriteEnds(json);
    }

    static void WriteWorkflow(Utf8JsonWriter json, WorkflowDefinition definition)
    {
        json.WriteStartObject();
        json.WriteString("nodeId", ActivityJson.Workflow);
        json.WriteString("port", RootPort);
        json.WriteStartObject("activity");
        json.WriteString("id", ActivityJson.Workflow);
        json.WriteString("nodeId", ActivityJson.Workflow);
        json.WriteString("type", "Elsa.Workflow");
        json.WriteNumber("version", 1);
        json.WritePropertyName("root");
        ActivityJson.Write(json, definition.Root, ActivityJson.Workflow);
        json.WriteEndObject();
        WriteEnds(json);
    }

    static void WriteEnds(Utf8JsonWriter json)
    {
        foreach (var list in (string[])["parents", "children"])
        {
            json.WriteStartArray(list);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    static void WriteSegment(Utf8JsonWriter json, GraphNode node, string port)
    {
        json.WriteStartObject();
        json.WriteString("activityNodeId", node.NodeId);
        json.WriteString("activityId", node.Activity.Id);
        json.WriteString("activityType", node.Activity.Type);
        json.WriteString("portName", port);
        json.WriteString("activityName", node.Activity.Title);
        json.WriteEndObject();
    }

    /// <summary>An activity at its place.</summary>
    /// <param name="Activity">Which.</param>
    /// <param name="Parent">The node id of what it stands in.</param>
    /// <param name="Port">Where in that.</param>
    sealed record GraphNode(ActivityModel Activity, string Parent, string Port)
    {
        public string NodeId { get; } = ActivityJson.NodeIdOf(Parent, Activity);

        public IEnumerable<GraphNode> Inside => Activity.Children.Select(child => new GraphNode(child.Activity, NodeId, PortOf(child.Property)));

        static string PortOf(string property) => property.Split('[')[0] is { Length: > 0 } name ? char.ToUpperInvariant(name[0]) + name[1..] : property;
    }
}

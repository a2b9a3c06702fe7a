using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Runtime;

/// <summary>Points the steps of a definition at a newer version of the workflow that they run. All else stays as it was written.</summary>
static class ConsumerUpdate
{
    const int MaxDepth = 1_100;

    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth, WriteIndented = true };

    /// <summary>The new content; null when no step has to be pointed elsewhere.</summary>
    public static byte[]? Point(byte[] consumer, WorkflowDefinition used)
    {
        if (DefinitionReader.Read(consumer).Definition is not { } definition || !definition.Activities.Any(activity => Uses(activity, used)))
            return null;
        var root = JsonNode.Parse(definition.Json.GetRawText(), documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth })!;
        return Point(root, used) ? Encoding.UTF8.GetBytes(root.ToJsonString(Plain)) : null;
    }

    static bool Uses(ActivityModel activity, WorkflowDefinition used) => WorkflowUse.Of(activity) is { DefinitionId: { } id } && id == used.DefinitionId;

    static bool Point(JsonNode? node, WorkflowDefinition used)
    {
        var hasChanged = false;
        if (node is JsonObject step)
        {
            hasChanged = IsUse(step, used) && (Set(step, "workflowDefinitionVersionId", used.VersionId) | Set(step, "version", used.Version)
                | Set(step, "latestAvailablePublishedVersion", used.Version) | Set(step, "latestAvailablePublishedVersionId", used.VersionId));
            foreach (var (_, member) in step)
                hasChanged |= Point(member, used);
        }
        else if (node is JsonArray list)
        {
            foreach (var item in list)
                hasChanged |= Point(item, used);
        }
        return hasChanged;
    }

    static bool IsUse(JsonObject step, WorkflowDefinition used) =>
        step["type"] is JsonValue && step["workflowDefinitionId"] is JsonValue id && id.GetValueKind() == JsonValueKind.String && id.GetValue<string>() == used.DefinitionId;

    static bool Set<T>(JsonObject step, string name, T value)
    {
        var next = JsonValue.Create(value);
        if (JsonNode.DeepEquals(step[name], next))
            return false;
        step[name] = next;
        return true;
    }
}

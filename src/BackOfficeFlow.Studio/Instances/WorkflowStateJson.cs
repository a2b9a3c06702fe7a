using System.Text.Json;
using BackOfficeFlow.Engine;
using BackOfficeFlow.Engine.Running;
using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Studio;

/// <summary>A case as Elsa writes it: {"workflowState": …}. What we keep elsewhere (contexts of activities) is an empty list.</summary>
static class WorkflowStateJson
{
    public static byte[] Write(Instance instance, Func<Guid, string> tokenOf)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WritePropertyName("workflowState");
            WriteState(json, instance, tokenOf);
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    static void WriteState(Utf8JsonWriter json, Instance instance, Func<Guid, string> tokenOf)
    {
        json.WriteStartObject();
        json.WriteString("id", instance.Id);
        json.WriteString("definitionId", instance.DefinitionId);
        json.WriteString("definitionVersionId", instance.DefinitionVersionId);
        json.WriteNumber("definitionVersion", instance.DefinitionVersion);
        WriteText(json, "name", instance.Name);
        WriteText(json, "correlationId", instance.CorrelationId);
        WriteText(json, "parentWorkflowInstanceId", instance.ParentInstanceId?.ToString());
        json.WriteString("status", instance.Status.ToString());
        json.WriteString("subStatus", instance.SubStatus.ToString());
        WriteList(json, "bookmarks", instance.Bookmarks, bookmark => WriteBookmark(json, bookmark, tokenOf));
        WriteList(json, "incidents", instance.Incidents.Where(incident => incident.ResolvedAt is null), incident => WriteIncident(json, incident));
        WriteList(json, "completionCallbacks", Array.Empty<object>(), _ => { });
        WriteList(json, "activityExecutionContexts", Array.Empty<object>(), _ => { });
        WriteValue(json, "input", instance.Input);
        WriteValue(json, "output", instance.Output);
        WriteValue(json, "properties", new Dictionary<string, object?>());
        json.WriteString("createdAt", instance.CreatedAt);
        if (instance.FinishedAt is { } finished)
            json.WriteString("finishedAt", finished);
        json.WriteEndObject();
    }

    static void WriteBookmark(Utf8JsonWriter json, Bookmark bookmark, Func<Guid, string> tokenOf)
    {
        json.WriteStartObject();
        json.WriteString("id", bookmark.Id);
        json.WriteString("name", bookmark.Kind);
        json.WriteString("hash", Convert.ToHexString(WorkflowBookmark.HashOf(bookmark.Kind, bookmark.Key)));
        if (bookmark.Payload is { } payload)
            WriteValue(json, "payload", payload);
        json.WriteString("activityId", bookmark.NodeId);
        json.WriteString("activityNodeId", bookmark.NodeId);
        json.WriteString("activityInstanceId", bookmark.ExecutionId);
        json.WriteString("createdAt", bookmark.CreatedAt);
        json.WriteBoolean("autoBurn", !bookmark.Stays);
        // Ours: with it the wait can be ended.
        if (ResumeBookmark.Kinds.Contains(bookmark.Kind))
            json.WriteString("resumeToken", tokenOf(bookmark.Id));
        json.WriteEndObject();
    }

    static void WriteIncident(Utf8JsonWriter json, Incident incident)
    {
        json.WriteStartObject();
        json.WriteString("activityId", incident.NodeId);
        json.WriteString("activityNodeId", incident.NodeId);
        json.WriteString("activityType", incident.ActivityType);
        json.WriteString("message", incident.Message);
        json.WriteString("timestamp", incident.At);
        json.WriteEndObject();
    }

    static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }

    static void WriteValue(Utf8JsonWriter json, string name, object value)
    {
        json.WritePropertyName(name);
        Values.WriteJson(json, value);
    }

    static void WriteList<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
            write(item);
        json.WriteEndArray();
    }
}

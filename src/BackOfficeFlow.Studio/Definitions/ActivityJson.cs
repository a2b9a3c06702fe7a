using System.Text.Json;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Studio;

/// <summary>An activity as the designer reads it, with what is nested in it: each has its id, its node id, and what the designer expects to find.</summary>
static class ActivityJson
{
    /// <summary>The node id of the workflow itself, with which all others begin.</summary>
    public const string Workflow = "Workflow1";

    // The lists that a container must have, and what every activity must have.
    static readonly Dictionary<string, string[]> ListsOf = new(StringComparer.Ordinal)
    {
        ["Elsa.Flowchart"] = ["activities", "variables", "connections"],
        ["Elsa.Sequence"] = ["activities", "variables"],
        ["Elsa.Parallel"] = ["activities", "variables"],
        ["Elsa.StateMachine"] = ["states", "transitions"]
    };

    const string Corners = "vertices";

    static readonly string[] Objects = ["customProperties", "metadata"];

    public static string NodeIdOf(string parent, ActivityModel activity) => $"{parent}:{activity.Id}";

    public static void Write(Utf8JsonWriter json, ActivityModel activity, string parent)
    {
        var nodeId = NodeIdOf(parent, activity);
        var nested = new Queue<ActivityModel>(activity.Children.Select(child => child.Activity));
        json.WriteStartObject();
        json.WriteString("id", activity.Id);
        json.WriteString("nodeId", nodeId);
        json.WriteString("type", activity.Type);
        json.WriteNumber("version", activity.Version ?? 1);
        foreach (var member in Members(activity))
        {
            json.WritePropertyName(member.Name);
            if (ActivityShape.MayNest(member.Name))
                WriteValue(json, member.Value, nested, nodeId);
            else if (member.Name == "connections")
                WriteConnections(json, member.Value);
            else
                member.Value.WriteTo(json);
        }
        foreach (var list in ListsOf.GetValueOrDefault(activity.Type, []).Where(list => activity.Json.Property(list).IsAbsent()))
        {
            json.WriteStartArray(list);
            json.WriteEndArray();
        }
        foreach (var name in Objects.Where(name => activity.Json.Property(name).ValueKind != JsonValueKind.Object))
        {
            json.WriteStartObject(name);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    // The designer draws through the corners of a connection, and expects a list.
    static void WriteConnections(Utf8JsonWriter json, JsonElement connections)
    {
        json.WriteStartArray();
        foreach (var connection in connections.Items().Where(connection => connection.ValueKind == JsonValueKind.Object))
        {
            json.WriteStartObject();
            foreach (var member in connection.EnumerateObject().Where(member => member.Name != Corners))
                member.WriteTo(json);
            json.WriteStartArray(Corners);
            foreach (var corner in connection.Property(Corners).Items())
                corner.WriteTo(json);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static IEnumerable<JsonProperty> Members(ActivityModel activity) => activity.Json.ValueKind != JsonValueKind.Object ? []
        : TaskPorts.Draw(activity).EnumerateObject().Where(member =>
            member.Name is not ("id" or "nodeId" or "type" or "version")
            && !(Objects.Contains(member.Name) && member.Value.ValueKind != JsonValueKind.Object)
            && !(member.Value.IsAbsent() && ListsOf.GetValueOrDefault(activity.Type, []).Contains(member.Name)));

    // Nested activities stand in the order in which the reader has met them.
    static void WriteValue(Utf8JsonWriter json, JsonElement value, Queue<ActivityModel> nested, string nodeId)
    {
        if (ActivityShape.IsActivity(value))
        {
            Write(json, nested.Dequeue(), nodeId);
        }
        else if (ActivityShape.IsList(value))
        {
            json.WriteStartArray();
            foreach (var item in value.Items())
                WriteItem(json, item, nested, nodeId);
            json.WriteEndArray();
        }
        else
        {
            value.WriteTo(json);
        }
    }

    static void WriteItem(Utf8JsonWriter json, JsonElement item, Queue<ActivityModel> nested, string nodeId)
    {
        if (ActivityShape.IsActivity(item))
        {
            Write(json, nested.Dequeue(), nodeId);
            return;
        }
        if (item.ValueKind != JsonValueKind.Object)
        {
            item.WriteTo(json);
            return;
        }
        json.WriteStartObject();
        foreach (var member in item.EnumerateObject())
        {
            json.WritePropertyName(member.Name);
            if (ActivityShape.MayNest(member.Name) && ActivityShape.IsActivity(member.Value))
                Write(json, nested.Dequeue(), nodeId);
            else
                member.Value.WriteTo(json);
        }
        json.WriteEndObject();
    }
}

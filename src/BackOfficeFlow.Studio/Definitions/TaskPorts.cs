using System.Text.Json;
using System.Text.Json.Nodes;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Studio;

/// <summary>
/// Writes the outcomes of user tasks as the designer can draw them: a list of names, each of which is a way out. What else a definition says there
/// (labels, or an expression) is said by the buttons instead, and means the same.
/// </summary>
static class TaskPorts
{
    const string TaskType = "BackOffice.UserTask";
    const string Outcomes = "outcomes";
    const string Buttons = "buttons";

    /// <summary>The activity as the designer is to read it; any other than a user task stays as it is.</summary>
    public static JsonElement Draw(ActivityModel activity)
    {
        if (activity.Type != TaskType || activity.Json.ValueKind != JsonValueKind.Object || JsonObject.Create(activity.Json) is not { } task)
            return activity.Json;
        DrawTask(task);
        return JsonSerializer.SerializeToElement(task, Readable);
    }

    static void DrawTask(JsonObject task)
    {
        if (task[Outcomes] is not JsonObject written || written["expression"] is not JsonObject expression)
            return;
        if (TextOf(expression["type"]) is "Object" or "Literal" && ListOf(expression["value"]) is { } list)
        {
            var areNames = list.All(item => TextOf(item) is not null);
            if (areNames && TextOf(expression["type"]) is "Object")
                return;
            if (areNames)
                task[Outcomes] = Input("List<String>", list);
            else if (list.All(item => TextOf(item) is not null || (item is JsonObject parts && NameOf(parts) is not null)) && task[Buttons] is null)
            {
                task[Outcomes] = Input("List<String>", new JsonArray([.. list.Select(item => JsonValue.Create(TextOf(item) ?? NameOf((JsonObject)item!)))]));
                task[Buttons] = Input("JsonElement", Labels(list.OfType<JsonObject>()));
            }
        }
        else if (task[Buttons] is null)
        {
            task[Outcomes] = Input("List<String>", new JsonArray());
            task[Buttons] = written.DeepClone();
        }
    }

    static JsonObject Labels(IEnumerable<JsonObject> outcomes)
    {
        var buttons = new JsonObject();
        foreach (var outcome in outcomes)
        {
            var parts = new JsonObject();
            foreach (var (name, value) in outcome)
                if (!name.Equals("name", StringComparison.OrdinalIgnoreCase))
                    parts[name] = value?.DeepClone();
            buttons[NameOf(outcome)!] = parts.Count == 0 ? null : parts.Count == 1 && parts["label"] is { } label ? label.DeepClone() : parts;
        }
        return buttons;
    }

    static JsonObject Input(string type, JsonNode value) => new()
    {
        ["typeName"] = type,
        ["expression"] = new JsonObject { ["type"] = "Object", ["value"] = value.ToJsonString(Readable) }
    };

    static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static string? NameOf(JsonObject outcome) => outcome.Where(part => part.Key.Equals("name", StringComparison.OrdinalIgnoreCase)).Select(part => TextOf(part.Value)).FirstOrDefault();

    /// <summary>A list, as such or as its text; null when it is something else.</summary>
    static JsonArray? ListOf(JsonNode? value)
    {
        if (value is JsonArray list)
            return list;
        if (TextOf(value) is not { } text)
            return null;
        if (!text.AsSpan().TrimStart().StartsWith("["))
            return new JsonArray([.. text.Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(name => JsonValue.Create(name))]);
        try
        {
            return JsonNode.Parse(text) as JsonArray;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

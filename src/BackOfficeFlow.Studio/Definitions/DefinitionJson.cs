using System.Text.Json;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Studio;

/// <summary>A definition as the designer reads it: what is stored, with the names and states of its version, node ids, and lists where nothing stands.</summary>
static class DefinitionJson
{
    const string CustomProperties = "customProperties";

    static readonly string[] Lists = ["variables", "inputs", "outputs", "outcomes"];

    // Written by hand below; what else stands in the document goes along as it is.
    static readonly HashSet<string> Written = new(StringComparer.Ordinal)
    {
        "$schema", "links", "id", "definitionId", "name", "description", "createdAt", "version", "toolVersion", CustomProperties, "isReadonly", "isSystem", "isLatest", "isPublished", "options", "root",
        "variables", "inputs", "outputs", "outcomes", "tenantId"
    };

    public static void Write(Utf8JsonWriter json, StoredDefinition stored, bool mayChange)
    {
        var definition = Read(stored);
        json.WriteStartObject();
        json.WritePropertyName("links");
        JsonSerializer.Serialize(json, DefinitionLinks.Of(stored.DefinitionId, mayChange), StudioJson.Options);
        json.WriteString("id", stored.Id);
        json.WriteString("definitionId", stored.DefinitionId);
        if (definition.Name is { } name)
            json.WriteString("name", name);
        if (definition.Description is { } description)
            json.WriteString("description", description);
        json.WriteString("createdAt", stored.CreatedAt);
        json.WriteNumber("version", stored.Version);
        json.WriteString("toolVersion", ToolVersion(definition.ToolVersion));
        foreach (var list in Lists)
            WriteList(json, list, definition.Json.Property(list));
        WriteCustomProperties(json, definition.CustomProperties, stored.Revision);
        json.WriteBoolean("isReadonly", definition.IsReadonly);
        json.WriteBoolean("isSystem", definition.IsSystem);
        json.WriteBoolean("isLatest", stored.IsLatest);
        json.WriteBoolean("isPublished", stored.IsPublished);
        WriteObject(json, "options", definition.Json.Property("options"));
        json.WritePropertyName("root");
        ActivityJson.Write(json, definition.Root, ActivityJson.Workflow);
        foreach (var more in definition.Json.EnumerateObject().Where(member => !Written.Contains(member.Name) && member.Value.ValueKind != JsonValueKind.Null))
            more.WriteTo(json);
        json.WriteEndObject();
    }

    /// <exception cref="CallRefusal">What is stored cannot be read any more.</exception>
    public static WorkflowDefinition Read(StoredDefinition stored) =>
        DefinitionReader.Read(stored.Content).Definition ?? throw CallRefusal.Of("definition-broken", "DefinitionUnreadable", stored.DefinitionId, stored.Version);

    /// <summary>The designer reads it as a version, and stumbles over anything else.</summary>
    public static string ToolVersion(string? text) => Version.TryParse(text, out _) ? text : $"{ShowFeatures.ElsaVersion}.0";

    static void WriteList(Utf8JsonWriter json, string name, JsonElement list)
    {
        json.WriteStartArray(name);
        foreach (var item in list.Items())
            item.WriteTo(json);
        json.WriteEndArray();
    }

    static void WriteObject(Utf8JsonWriter json, string name, JsonElement value)
    {
        json.WriteStartObject(name);
        if (value.ValueKind == JsonValueKind.Object)
            foreach (var member in value.EnumerateObject())
                member.WriteTo(json);
        json.WriteEndObject();
    }

    static void WriteCustomProperties(Utf8JsonWriter json, JsonElement value, string revision)
    {
        json.WriteStartObject(CustomProperties);
        if (value.ValueKind == JsonValueKind.Object)
            foreach (var member in value.EnumerateObject().Where(member => member.Name != StoredDefinition.RevisionMark))
                member.WriteTo(json);
        json.WriteString(StoredDefinition.RevisionMark, revision);
        json.WriteEndObject();
    }
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BackOfficeFlow.Runtime;

/// <summary>The JSON of a definition between the designer and the store: what is kept, what is only said in answers, what an edit leaves alone.</summary>
static class DefinitionText
{
    const int MaxDepth = 1_100;

    const string CustomProperties = "customProperties";
    const string NodeId = "nodeId";

    // Said in answers only.
    static readonly HashSet<string> Said = new(StringComparer.Ordinal) { "links", "isLatest", "isPublished", "createdAt", "materializerName", "isMaterializerAvailable", "tenantId" };

    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth, WriteIndented = true };

    /// <exception cref="RuleBrokenException">It is no JSON object.</exception>
    public static JsonObject Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            var body = json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;
            return JsonNode.Parse(body.Span, documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth }) as JsonObject ?? throw new RuleBrokenException(Texts.Say("ModelNoObject")) { Code = "not-an-object" };
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException)
        {
            throw new RuleBrokenException(Texts.Say("JsonBroken", broken.Message)) { Code = "bad-json" };
        }
    }

    public static string? TextOf(JsonObject model, string name) =>
        model[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text ? text : null;

    /// <summary>The revision that the editor began with; null when it does not say.</summary>
    public static string? RevisionOf(JsonObject model) => model[CustomProperties] is JsonObject custom ? TextOf(custom, StoredDefinition.RevisionMark) : null;

    /// <summary>The area that a new definition asks for.</summary>
    public static string? AreaOf(JsonObject model) => model[CustomProperties]?["backOfficeFlow"] is JsonObject ours ? TextOf(ours, "area") : null;

    /// <summary>What is kept of an edit: the model, in the order of what stood there, with what stood there and the model knows nothing of.</summary>
    public static JsonObject Merge(JsonObject? standing, JsonObject model)
    {
        var merged = Carry(standing ?? new JsonObject(), model);
        foreach (var name in Said)
            merged.Remove(name);
        if (standing?["options"] is JsonObject before && merged["options"] is JsonObject options)
            merged["options"] = Carry(before, options);
        foreach (var (list, key) in Lists)
            if (standing?[list] is JsonArray items && merged[list] is JsonArray edited)
                merged[list] = CarryItems(items, edited, key);
        if (merged[CustomProperties] is JsonObject custom)
            custom.Remove(StoredDefinition.RevisionMark);
        Strip(merged["root"]);
        return merged;
    }

    // Whose items an editor may know less of than stands there.
    static readonly (string List, string Key)[] Lists = [("variables", "id"), ("inputs", "name"), ("outputs", "name")];

    static JsonObject Carry(JsonObject standing, JsonObject edited)
    {
        var merged = new JsonObject();
        foreach (var (name, value) in standing)
            Take(merged, name, edited.ContainsKey(name) ? edited[name] : value);
        foreach (var (name, value) in edited)
            if (!standing.ContainsKey(name))
                Take(merged, name, value);
        return merged;
    }

    static JsonArray CarryItems(JsonArray standing, JsonArray edited, string key)
    {
        var merged = new JsonArray();
        foreach (var item in edited)
            merged.Add(item is JsonObject now && TextOf(now, key) is { } name && standing.OfType<JsonObject>().FirstOrDefault(before => TextOf(before, key) == name) is { } was
                ? Carry(was, WithValueOf(was, now))
                : item?.DeepClone());
        return merged;
    }

    // The designer's client writes every initial value as a text: one that says what stood there stays what it was.
    static JsonObject WithValueOf(JsonObject was, JsonObject now)
    {
        if (was["value"] is not { } value || value.GetValueKind() == JsonValueKind.String || TextOf(now, "value") is not { } text || !Says(text, value))
            return now;
        var kept = now.DeepClone().AsObject();
        kept["value"] = value.DeepClone();
        return kept;
    }

    static bool Says(string text, JsonNode value)
    {
        try
        {
            return JsonNode.DeepEquals(JsonNode.Parse(text is "True" or "False" ? text.ToLowerInvariant() : text), value);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    static void Take(JsonObject merged, string name, JsonNode? value)
    {
        if (value is not null)
            merged[name] = value.DeepClone();
    }

    // Node ids follow from the ids, and are filled in when the definition is read.
    static void Strip(JsonNode? node)
    {
        if (node is JsonObject item)
        {
            if (IsActivity(item))
                item.Remove(NodeId);
            foreach (var (_, member) in item)
                Strip(member);
        }
        else if (node is JsonArray list)
        {
            foreach (var member in list)
                Strip(member);
        }
    }

    static bool IsActivity(JsonObject item) => TextOf(item, "type") is not null && TextOf(item, "id") is not null;

    /// <summary>The bytes of a version, which names itself.</summary>
    public static byte[] Write(JsonObject text, Guid id, string definitionId, int version)
    {
        var named = text.ContainsKey("definitionId") ? text : WithNamesFirst(text);
        named["id"] = id.ToString();
        named["definitionId"] = definitionId;
        named["version"] = version;
        return Encoding.UTF8.GetBytes(named.ToJsonString(Plain));
    }

    static JsonObject WithNamesFirst(JsonObject text)
    {
        var named = new JsonObject { ["id"] = "", ["definitionId"] = "" };
        foreach (var (name, value) in text)
            if (!named.ContainsKey(name))
                named[name] = value?.DeepClone();
        return named;
    }

    /// <summary>Whether an edit changes nothing: beside the names of the version, and what an editor fills in where nothing stands.</summary>
    public static bool IsSame(JsonObject standing, JsonObject merged) => JsonNode.DeepEquals(Bare(Merge(null, standing), isTop: true), Bare(merged.DeepClone(), isTop: true));

    static JsonNode? Bare(JsonNode? node, bool isTop = false)
    {
        if (node is JsonObject item)
        {
            var isActivity = IsActivity(item);
            foreach (var (name, value) in item.ToList())
            {
                Bare(value);
                if (value is null || value is JsonObject { Count: 0 } or JsonArray { Count: 0 } || isTop && IsName(name, value) || isActivity && name == "version" && IsOne(value))
                    item.Remove(name);
            }
        }
        else if (node is JsonArray list)
        {
            foreach (var member in list)
                Bare(member);
        }
        return node;
    }

    static bool IsName(string name, JsonNode value) =>
        name is "id" or "definitionId" or "version" or "toolVersion" or "$schema" || name is "isReadonly" or "isSystem" && value.GetValueKind() == JsonValueKind.False;

    static bool IsOne(JsonNode value) => value.GetValueKind() == JsonValueKind.Number && value.ToJsonString() == "1";
}

using System.Text.Json;

namespace BackOfficeFlow.Engine.Definitions;

/// <summary>
/// A server that did not know an activity's type kept its JSON whole inside a stand-in. It is read as what it was, so that it runs where its type is
/// known, and is named where it is not.
/// </summary>
static class OriginalActivity
{
    internal const string StandIn = "Elsa.NotFoundActivity";

    /// <summary>What stands in the stand-in; any other activity as it is, and so a stand-in that has lost what it stood for.</summary>
    public static JsonElement Of(JsonElement json)
    {
        var kept = json;
        while (kept.TextOf("type") == StandIn && Read(kept.Property("originalActivityJson")) is { } original)
            kept = original;
        return kept;
    }

    static JsonElement? Read(JsonElement written)
    {
        if (written.ValueKind == JsonValueKind.Object)
            return HasType(written) ? written : null;
        if (written.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            using var document = JsonDocument.Parse(written.GetString()!, DefinitionReader.Options);
            DefinitionReader.CheckTexts(document.RootElement);
            return HasType(document.RootElement) ? document.RootElement.Clone() : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    static bool HasType(JsonElement json) => json.Property("type").ValueKind == JsonValueKind.String;
}

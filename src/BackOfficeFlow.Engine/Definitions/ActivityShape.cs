using System.Text.Json;

namespace BackOfficeFlow.Engine.Definitions;

/// <summary>What an activity looks like in JSON, whatever its type: it has a type and is no expression.</summary>
public static class ActivityShape
{
    static readonly HashSet<string> NotNested = new(StringComparer.Ordinal)
    {
        "customProperties", "metadata", "variables", "connections", "variable", "expression", "condition", "designerMetadata", "originalActivityJson"
    };

    /// <summary>Whether activities may stand in a property of that name.</summary>
    public static bool MayNest(string property) => !NotNested.Contains(property);

    public static bool IsActivity(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object || element.Property("type").ValueKind != JsonValueKind.String)
            return false;
        if (element.TextOf("type") is not { Length: > 0 } type)
            return false;
        return type.Contains('.', StringComparison.Ordinal) || !element.TryGetProperty("value", out _);
    }

    /// <summary>A list, or one that is wrapped to give it an identity.</summary>
    public static bool IsList(JsonElement element) => element.ValueKind == JsonValueKind.Array || element.Property("$values").ValueKind == JsonValueKind.Array;
}

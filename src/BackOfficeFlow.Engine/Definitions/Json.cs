using System.Globalization;
using System.Text.Json;

namespace BackOfficeFlow.Engine.Definitions;

/// <summary>Looking into JSON that may lack anything: what is not there is undefined, never an exception.</summary>
public static class Json
{
    public static JsonElement Property(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    /// <summary>The items of a list; older files wrap one to give it an identity: <c>{"$id":"1","$values":[…]}</c>.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : element.Property("$values") is { ValueKind: JsonValueKind.Array } kept ? kept.EnumerateArray() : [];

    public static string? Text(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null
    };

    public static string? TextOf(this JsonElement element, string name) => element.Property(name).Text();

    public static bool FlagOf(this JsonElement element, string name) =>
        element.Property(name) is var flag && (flag.ValueKind == JsonValueKind.True || string.Equals(flag.Text(), "true", StringComparison.OrdinalIgnoreCase));

    public static int? NumberOf(this JsonElement element, string name) =>
        int.TryParse(element.TextOf(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool IsAbsent(this JsonElement element) => element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;
}

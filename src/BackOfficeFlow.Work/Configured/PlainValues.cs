using System.Text.Json;

namespace BackOfficeFlow.Work.Configured;

/// <summary>JSON as values of the engine's domain: text, bool, long, decimal, lists and dictionaries. Nothing is guessed: a date stays text until a field says that it is one.</summary>
public static class PlainValues
{
    public static Dictionary<string, object?> ReadObject(JsonElement json) =>
        json.EnumerateObject().ToDictionary(member => member.Name, member => Read(member.Value), StringComparer.Ordinal);

    public static object? Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Number(json),
        JsonValueKind.Array => json.EnumerateArray().Select(Read).ToList(),
        JsonValueKind.Object => ReadObject(json),
        _ => null,
    };

    static object Number(JsonElement json) =>
        json.TryGetInt64(out var whole) ? whole : json.TryGetDecimal(out var exact) ? exact : json.GetDouble();
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackOfficeFlow.Runtime;

/// <summary>Payloads, news and answers as they are stored: compact JSON, camel case, read back into the engine's value domain.</summary>
public static class StoredJson
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() }
    };

    public static string Write(object? value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)
        ?? throw new JsonException($"A stored {typeof(T).Name} is empty.");

    /// <summary>Dictionaries, lists, texts, numbers (long, else decimal, else double), Booleans, null.</summary>
    public static object? Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Value(document.RootElement);
    }

    static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Aggregate(
            new Dictionary<string, object?>(StringComparer.Ordinal),
            (values, property) =>
            {
                values[property.Name] = Value(property.Value);
                return values;
            }),
        JsonValueKind.Array => element.EnumerateArray().Select(Value).ToList(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => Number(element),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null
    };

    static object Number(JsonElement element) =>
        element.TryGetInt64(out var whole) ? whole
        : element.TryGetDecimal(out var exact) ? exact
        : element.GetDouble();
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackOfficeFlow.Runtime;

/// <summary>Payloads, news and answers as they are stored: compact JSON, camel case; loose values come back in the engine's value domain.</summary>
public static class StoredJson
{
    // Values nest deeper than the serializer allows by itself, and stand in something.
    const int MaxDepth = 1_000;

    static readonly JsonDocumentOptions Deep = new() { MaxDepth = MaxDepth };

    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        MaxDepth = MaxDepth,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(), new LooseValues() }
    };

    public static string Write(object? value) => JsonSerializer.Serialize(value, value?.GetType() ?? typeof(object), Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)
        ?? throw new JsonException($"A stored {typeof(T).Name} is empty.");

    /// <summary>Dictionaries, lists, texts, numbers, Booleans, null.</summary>
    public static object? Read(string json)
    {
        using var document = Parse(json);
        return Engine.Values.FromJson(document.RootElement);
    }

    /// <summary>What has been stored, as a document.</summary>
    public static JsonDocument Parse(string json) => JsonDocument.Parse(json, Deep);

    /// <summary>A record or anything else that is not in the engine's value domain, as values of that domain.</summary>
    public static object? Values(object? value) => value switch
    {
        null or string or bool or int or long or double or decimal or DateTimeOffset or DateOnly or TimeSpan or Guid or byte[] => value,
        IReadOnlyDictionary<string, object?> map => map.ToDictionary(pair => pair.Key, pair => Values(pair.Value), StringComparer.Ordinal),
        IEnumerable<object?> list => list.Select(Values).ToList(),
        _ => Read(Write(value))
    };

    /// <summary>A value of no declared type.</summary>
    sealed class LooseValues : JsonConverter<object>
    {
        public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return Engine.Values.FromJson(document.RootElement);
        }

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
        {
            if (value.GetType() == typeof(object))
                throw new JsonException("A bare object has no value to store.");
            // A script that divides by zero: JSON has no word for it, and pages and scripts see null as well.
            if (value is double number && !double.IsFinite(number))
            {
                writer.WriteNullValue();
                return;
            }
            JsonSerializer.Serialize(writer, value, value.GetType(), options);
        }
    }
}

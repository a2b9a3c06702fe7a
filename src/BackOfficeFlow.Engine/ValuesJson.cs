using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BackOfficeFlow.Engine;

public static partial class Values
{
    static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 500 };
    static readonly JsonDocumentOptions Deep = new() { MaxDepth = MaxNesting };

    public static object? FromJson(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => NumberFromJson(element),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => ListFromJson(element),
        JsonValueKind.Object => MapFromJson(element),
        _ => null
    };

    /// <summary>How deep lists and objects may stand in one another: what is deeper could be held, but neither saved nor shown.</summary>
    internal const int MaxNesting = 400;

    internal static bool IsTooDeep(JsonElement element, int allowed = MaxNesting) => element.ValueKind switch
    {
        JsonValueKind.Array => allowed == 0 || element.EnumerateArray().Any(item => IsTooDeep(item, allowed - 1)),
        JsonValueKind.Object => allowed == 0 || element.EnumerateObject().Any(member => IsTooDeep(member.Value, allowed - 1)),
        _ => false
    };

    static object NumberFromJson(JsonElement element)
    {
        if (element.TryGetInt64(out var whole))
            return whole;
        // An amount keeps its digits; only what decimal cannot hold becomes a floating number.
        return element.TryGetDecimal(out var exact) && (exact != 0 || element.GetDouble() == 0) ? exact : element.GetDouble();
    }

    static List<object?> ListFromJson(JsonElement element)
    {
        var list = new List<object?>(element.GetArrayLength());
        foreach (var item in element.EnumerateArray())
            list.Add(FromJson(item));
        return list;
    }

    static Dictionary<string, object?> MapFromJson(JsonElement element)
    {
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
            map[property.Name] = FromJson(property.Value);
        return map;
    }

    /// <summary>Reads JSON text; throws <see cref="JsonException"/> when it is none.</summary>
    public static object? ParseJson(string json)
    {
        using var document = JsonDocument.Parse(json, Deep);
        return FromJson(document.RootElement);
    }

    /// <summary>What a JSON text holds; null when it is none.</summary>
    public static object? TryParseJson(string json)
    {
        try
        {
            return ParseJson(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string ToJson(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
            WriteJson(writer, value);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes a value as plain JSON: what pages, APIs and scripts see.</summary>
    public static void WriteJson(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case long whole: writer.WriteNumberValue(whole); break;
            case decimal exact: writer.WriteNumberValue(exact); break;
            case double number when double.IsFinite(number): writer.WriteNumberValue(number); break;
            case double: writer.WriteNullValue(); break;
            case List<object?> list: WriteList(writer, list, WriteJson); break;
            case Dictionary<string, object?> map: WriteMap(writer, map, WriteJson); break;
            case DateTimeOffset or DateOnly or TimeSpan or Guid or byte[]: writer.WriteStringValue(Text(value)); break;
            default: WriteJson(writer, Normalize(value)); break;
        }
    }

    /// <summary>Writes a value so that <see cref="FromTagged"/> gives it back with its type: what is saved of an instance.</summary>
    public static void WriteTagged(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null or string or bool or long: WriteJson(writer, value); break;
            case decimal exact: Tag(writer, "$dec", exact.ToString(CultureInfo.InvariantCulture)); break;
            case double number: Tag(writer, "$dbl", number.ToString("R", CultureInfo.InvariantCulture)); break;
            case DateTimeOffset instant: Tag(writer, "$at", instant.ToString("O", CultureInfo.InvariantCulture)); break;
            case DateOnly date: Tag(writer, "$day", date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            case TimeSpan span: Tag(writer, "$span", span.ToString("c", CultureInfo.InvariantCulture)); break;
            case Guid id: Tag(writer, "$id", id.ToString()); break;
            case byte[] bytes: Tag(writer, "$bytes", System.Convert.ToBase64String(bytes)); break;
            case List<object?> list: WriteList(writer, list, WriteTagged); break;
            case Dictionary<string, object?> map: WriteTaggedMap(writer, map); break;
            default: WriteTagged(writer, Normalize(value)); break;
        }
    }

    static void WriteTaggedMap(Utf8JsonWriter writer, Dictionary<string, object?> map)
    {
        // Only a map of one key can be mistaken for a tag.
        var looksLikeTag = map.Count == 1 && map.Keys.First().StartsWith('$');
        if (looksLikeTag)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("$map");
        }
        WriteMap(writer, map, WriteTagged);
        if (looksLikeTag)
            writer.WriteEndObject();
    }

    public static object? FromTagged(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Select(FromTagged).ToList(),
        JsonValueKind.Object => FromTaggedObject(element),
        _ => FromJson(element)
    };

    static object? FromTaggedObject(JsonElement element)
    {
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        var isAlone = element.GetPropertyCount() == 1;
        foreach (var property in element.EnumerateObject())
        {
            switch (isAlone ? property.Name : "")
            {
                case "$dec": return decimal.Parse(property.Value.GetString()!, CultureInfo.InvariantCulture);
                case "$dbl": return double.Parse(property.Value.GetString()!, CultureInfo.InvariantCulture);
                case "$at": return DateTimeOffset.Parse(property.Value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
                case "$day": return DateOnly.Parse(property.Value.GetString()!, CultureInfo.InvariantCulture);
                case "$span": return TimeSpan.Parse(property.Value.GetString()!, CultureInfo.InvariantCulture);
                case "$id": return Guid.Parse(property.Value.GetString()!);
                case "$bytes": return property.Value.GetBytesFromBase64();
                case "$map": return property.Value.EnumerateObject().ToDictionary(inner => inner.Name, inner => FromTagged(inner.Value), StringComparer.Ordinal);
                default: map[property.Name] = FromTagged(property.Value); break;
            }
        }
        return map;
    }

    static void Tag(Utf8JsonWriter writer, string tag, string value)
    {
        writer.WriteStartObject();
        writer.WriteString(tag, value);
        writer.WriteEndObject();
    }

    static void WriteList(Utf8JsonWriter writer, List<object?> list, Action<Utf8JsonWriter, object?> write)
    {
        writer.WriteStartArray();
        foreach (var item in list)
            write(writer, item);
        writer.WriteEndArray();
    }

    static void WriteMap(Utf8JsonWriter writer, Dictionary<string, object?> map, Action<Utf8JsonWriter, object?> write)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in map)
        {
            writer.WritePropertyName(key);
            write(writer, value);
        }
        writer.WriteEndObject();
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace BackOfficeFlow.Engine.Expressions;

/// <summary>JSON as <c>toJson</c> of scripts writes it, letter for letter as Elsa does: what HTML could misread is escaped, instants end in Z.</summary>
static class ScriptJson
{
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), MaxDepth = 500 };

    public static string Write(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
            Values.WriteJson(writer, WithInstants(value));
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    static object? WithInstants(object? value) => value switch
    {
        DateTimeOffset instant => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        List<object?> list => list.ConvertAll(WithInstants),
        Dictionary<string, object?> map => map.ToDictionary(pair => pair.Key, pair => WithInstants(pair.Value), StringComparer.Ordinal),
        _ => value
    };
}

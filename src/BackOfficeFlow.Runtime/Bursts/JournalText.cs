using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Runtime;

/// <summary>The events of a burst as one compact text, and back: s sequence, t time, n node, e execution, a activity, w what, d details.</summary>
public static class JournalText
{
    static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static string Write(IReadOnlyList<JournalEvent> events)
    {
        var buffer = new ArrayBufferWriter<byte>(events.Count * 160 + 16);
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            writer.WriteStartArray();
            foreach (var happening in events)
                Write(writer, happening);
            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static IReadOnlyList<JournalEvent> Read(string text)
    {
        using var document = StoredJson.Parse(text);
        return [.. document.RootElement.EnumerateArray().Select(Read)];
    }

    static void Write(Utf8JsonWriter writer, JournalEvent happening)
    {
        writer.WriteStartObject();
        writer.WriteNumber("s"u8, happening.Sequence);
        writer.WriteNumber("t"u8, happening.At.UtcTicks / TimeSpan.TicksPerMicrosecond);
        writer.WriteString("n"u8, happening.NodeId);
        writer.WriteString("e"u8, happening.ExecutionId);
        writer.WriteString("a"u8, happening.ActivityType);
        writer.WriteString("w"u8, happening.What);
        if (happening.Details is { Count: > 0 } details)
        {
            writer.WritePropertyName("d"u8);
            if (details.Values.All(IsPlain))
                WritePlain(writer, details);
            else
                writer.WriteRawValue(StoredJson.Write(details), skipInputValidation: true);
        }

        writer.WriteEndObject();
    }

    static bool IsPlain(object? value) => value is null or string or bool or int or long;

    // What nearly all events carry; the serializer would write the same, by way of a text of its own.
    static void WritePlain(Utf8JsonWriter writer, IReadOnlyDictionary<string, object?> details)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in details)
        {
            writer.WritePropertyName(name);
            switch (value)
            {
                case string text:
                    writer.WriteStringValue(text);
                    break;
                case bool flag:
                    writer.WriteBooleanValue(flag);
                    break;
                case int number:
                    writer.WriteNumberValue(number);
                    break;
                case long number:
                    writer.WriteNumberValue(number);
                    break;
                default:
                    writer.WriteNullValue();
                    break;
            }
        }

        writer.WriteEndObject();
    }

    static JournalEvent Read(JsonElement line) => new(
        line.GetProperty("s"u8).GetInt64(),
        new DateTimeOffset(line.GetProperty("t"u8).GetInt64() * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero),
        line.GetProperty("n"u8).GetString()!,
        line.GetProperty("e"u8).GetString()!,
        line.GetProperty("a"u8).GetString()!,
        line.GetProperty("w"u8).GetString()!)
    {
        Details = line.TryGetProperty("d"u8, out var details)
            ? (IReadOnlyDictionary<string, object?>?)StoredJson.Read(details.GetRawText())
            : null
    };
}

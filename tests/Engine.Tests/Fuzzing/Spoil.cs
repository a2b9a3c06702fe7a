using System.Globalization;
using System.Text;
using System.Text.Json;
using BackOfficeFlow.Engine.Tests.Properties;

namespace BackOfficeFlow.Engine.Tests.Fuzzing;

/// <summary>Spoils a definition as a broken disk, a bad merge, a foreign tool or somebody with bad intentions would.</summary>
sealed class Spoil(Dice dice)
{
    static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1e400", "-1e400", "99999999999999999999999", "2147483648", "1.5", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"x\"", "[]", "{}", "[[]]", "[null]",
        "{\"expression\":null}", "{\"expression\":{\"type\":\"JavaScript\",\"value\":\"while(true){}\"}}", "{\"expression\":{\"type\":\"JavaScript\",\"value\":{}}}",
        "{\"typeName\":\"Int32\",\"expression\":{\"type\":\"JavaScript\",\"value\":\"0/0\"}}", "{\"typeName\":\"String\",\"expression\":{\"type\":\"Liquid\",\"value\":\"{% for i in (1..100000) %}{{i}}{% endfor %}\"}}",
        "{\"typeName\":\"String\",\"expression\":{\"type\":\"JavaScript\",\"value\":\"'\\\\ud800'\"}}", "{\"typeName\":\"Object\",\"expression\":{\"type\":\"Object\",\"value\":\"{\\\"a\\\":[1,{\\\"$map\\\":1}]}\"}}",
        "{\"typeName\":\"Object\",\"expression\":{\"type\":\"Variable\",\"value\":{\"id\":\"nobody\"}}}", "{\"$id\":\"1\",\"$values\":[null,{}]}", "{\"$ref\":\"1\"}"
    ];

    static readonly string[] Words =
    [
        "Elsa.Flowchart", "Elsa.Sequence", "Elsa.While", "Elsa.ForEach", "Elsa.ParallelForEach", "Elsa.For", "Elsa.FlowJoin", "Elsa.FlowSwitch", "Elsa.Switch", "Elsa.StateMachine", "Elsa.HttpEndpoint",
        "Elsa.DispatchWorkflow", "Elsa.ExecuteWorkflow", "Elsa.BulkDispatchWorkflows", "Elsa.SendHttpRequest", "Elsa.WriteHttpResponse", "Elsa.SetVariable", "Elsa.RunTask", "Elsa.Event", "Elsa.Delay", "Elsa.Cron",
        "Elsa.Workflow", "Elsa.NotFoundActivity", "Elsa.Break", "Elsa.Finish", "Elsa.Complete", "JavaScript", "Liquid", "Object", "Literal", "Input", "Variable", "activities", "connections", "root", "variables", "cases",
        "body", "type", "id", "Workflow1", "__proto__", "constructor", "Int32", "TimeSpan", "String[]", "List<List<Int32>>", "WaitAll", "-00:00:01", "99999999.00:00:00", "9999-12-31T23:59:59+14:00"
    ];

    public byte[] Of(byte[] definition)
    {
        var spoilt = definition;
        for (var times = 1 + dice.Of(4); times > 0; times--)
            spoilt = dice.OneIn(3) ? Bytes(spoilt) : Json(spoilt);
        return spoilt;
    }

    byte[] Bytes(byte[] bytes)
    {
        if (bytes.Length == 0)
            return bytes;
        var at = Place(bytes.Length);
        var length = Math.Min(bytes.Length - at, 1 + dice.Of(40));
        return dice.Of(4) switch
        {
            0 => [.. bytes[..at], (byte)dice.Of(256), .. bytes[(at + 1)..]],
            1 => [.. bytes[..at], .. bytes[(at + length)..]],
            2 => [.. bytes[..(at + length)], .. bytes[at..]],
            _ => bytes[..at]
        };
    }

    int Place(int length) => ((dice.Of(256) << 16) | (dice.Of(256) << 8) | dice.Of(256)) % length;

    /// <summary>Every so-and-so-many-th value or member is changed; a member may stand twice.</summary>
    byte[] Json(byte[] bytes)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsMemory(3) : bytes, new JsonDocumentOptions { MaxDepth = 3_000 });
        }
        catch (JsonException)
        {
            return Bytes(bytes);
        }
        using (document)
        {
            try
            {
                var target = Place(Math.Max(1, Count(document.RootElement)));
                var text = new StringBuilder();
                Write(document.RootElement, text, ref target, Change(document.RootElement));
                return Encoding.UTF8.GetBytes(text.ToString());
            }
            catch (InvalidOperationException)
            {
                // It has been spoilt before, inside a text.
                return bytes;
            }
        }
    }

    Func<JsonElement, string> Change(JsonElement root)
    {
        switch (dice.Of(9))
        {
            case 0: return _ => $"\"{new string('x', 1 << (10 + dice.Of(10)))}\"";
            case 1:
                var depth = 1 << (2 + dice.Of(10));
                return value => string.Concat(Enumerable.Repeat("[", depth)) + value.GetRawText() + new string(']', depth);
            case 2:
                // A container around a container around what was there.
                var deep = 1 << dice.Of(10);
                return value => value.ValueKind != JsonValueKind.Object ? "{}" : string.Concat(Enumerable.Range(0, deep).Select(i => string.Create(CultureInfo.InvariantCulture, $$"""{"id":"w{{i}}","type":"Elsa.Sequence","activities":[""")))
                    + value.GetRawText() + string.Concat(Enumerable.Repeat("]}", deep));
            case 3:
                var elsewhere = Place(Math.Max(1, Count(root)));
                return _ => Find(root, ref elsewhere)?.GetRawText() ?? "null";
            case 4 or 5: return _ => $"\"{dice.Any(Words)}\"";
            default: return _ => dice.Any(Values);
        }
    }

    static int Count(JsonElement element) => 1 + element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Sum(Count),
        JsonValueKind.Object => element.EnumerateObject().Sum(member => Count(member.Value)),
        _ => 0
    };

    static JsonElement? Find(JsonElement element, ref int target)
    {
        if (target-- == 0)
            return element;
        IEnumerable<JsonElement> inner = element.ValueKind switch
        {
            JsonValueKind.Array => element.EnumerateArray(),
            JsonValueKind.Object => element.EnumerateObject().Select(member => member.Value),
            _ => []
        };
        foreach (var item in inner)
            if (Find(item, ref target) is { } found)
                return found;
        return null;
    }

    void Write(JsonElement element, StringBuilder text, ref int target, Func<JsonElement, string> change)
    {
        if (target-- == 0)
        {
            text.Append(change(element));
            return;
        }
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                text.Append('[');
                var isFirst = true;
                foreach (var item in element.EnumerateArray())
                {
                    text.Append(isFirst ? "" : ",");
                    isFirst = false;
                    Write(item, text, ref target, change);
                }
                text.Append(']');
                break;
            case JsonValueKind.Object:
                text.Append('{');
                var begun = text.Length;
                foreach (var member in element.EnumerateObject())
                    WriteMember(member, text, begun, ref target, change);
                text.Append('}');
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }

    void WriteMember(JsonProperty member, StringBuilder text, int begun, ref int target, Func<JsonElement, string> change)
    {
        var isHit = target == 0;
        var name = JsonSerializer.Serialize(isHit && dice.OneIn(4) ? dice.Any(Words) : member.Name);
        // Left out, or there twice.
        if (isHit && dice.OneIn(3))
        {
            target--;
            return;
        }
        if (text.Length > begun)
            text.Append(',');
        if (isHit && dice.OneIn(4))
            text.Append(name).Append(':').Append(member.Value.GetRawText()).Append(',');
        text.Append(name).Append(':');
        Write(member.Value, text, ref target, change);
    }
}

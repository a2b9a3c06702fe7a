using System.Text;

namespace BackOfficeFlow.Engine.Activities;

/// <summary>What is sent, as text or as bytes, and of what type. Pure.</summary>
public sealed record HttpBody(string? Text, byte[]? Bytes, string ContentType)
{
    const string Json = "application/json";

    /// <summary>Text goes as it is, objects as JSON, as a form when the type says so, bytes as they are.</summary>
    public static HttpBody Of(object? content, string? contentType, string boundary)
    {
        content = Values.Normalize(content);
        var type = string.IsNullOrWhiteSpace(contentType) ? Guess(content) : contentType.Trim();
        var media = type.Split(';')[0].Trim().ToLowerInvariant();
        return (content, media) switch
        {
            (byte[] bytes, _) => new HttpBody(null, bytes, type),
            (Dictionary<string, object?> file, _) when HttpFile.From(file) is { } sent && media != Json && media != "multipart/form-data" => new HttpBody(null, sent.Content, type),
            (Dictionary<string, object?> fields, "application/x-www-form-urlencoded") => new HttpBody(Form(fields), null, type),
            (Dictionary<string, object?> fields, "multipart/form-data") => new HttpBody(null, Multipart(fields, boundary), $"multipart/form-data; boundary={boundary}"),
            (List<object?> or Dictionary<string, object?>, _) => new HttpBody(Values.ToJson(content), null, type),
            (not string, _) when IsJson(media) => new HttpBody(Values.ToJson(content), null, type),
            _ => new HttpBody(Values.Text(content) ?? "", null, type)
        };
    }

    /// <summary>As it goes to the host.</summary>
    public void WriteTo(Dictionary<string, object?> payload)
    {
        payload["contentType"] = ContentType;
        if (Bytes is null)
            payload["text"] = Text;
        else
            payload["base64"] = Convert.ToBase64String(Bytes);
    }

    /// <summary>What came, by its type: JSON as objects, text as text, all else as bytes.</summary>
    public static object? Parse(string? text, byte[]? bytes, string? contentType)
    {
        if (bytes is not null)
            return bytes.Length == 0 ? null : bytes;
        if (string.IsNullOrEmpty(text))
            return null;
        if (!IsJson(contentType?.Split(';')[0].Trim().ToLowerInvariant() ?? ""))
            return text;
        try
        {
            return Values.ParseJson(text);
        }
        catch (System.Text.Json.JsonException)
        {
            return text;
        }
    }

    public static bool IsJson(string media) => media is Json or "text/json" || media.EndsWith("+json", StringComparison.Ordinal);

    /// <summary>Whether what comes of this type is text.</summary>
    public static bool IsText(string media) =>
        IsJson(media) || media.StartsWith("text/", StringComparison.Ordinal) || media is "application/xml" or "application/x-www-form-urlencoded" or "application/javascript" or ""
        || media.EndsWith("+xml", StringComparison.Ordinal);

    static string Guess(object? content) => content switch
    {
        byte[] => "application/octet-stream",
        string or null => "text/plain",
        Dictionary<string, object?> file when HttpFile.From(file) is { } sent => sent.ContentType,
        _ => Json
    };

    static string Form(Dictionary<string, object?> fields) => string.Join('&',
        from field in fields
        from value in field.Value is List<object?> list ? list : [field.Value]
        select $"{Escape(field.Key)}={Escape(Values.Text(value) ?? "")}");

    static string Escape(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);

    static byte[] Multipart(Dictionary<string, object?> fields, string boundary)
    {
        using var body = new MemoryStream();
        foreach (var (name, value) in fields)
            foreach (var item in value is List<object?> list ? list : [value])
            {
                var file = item as Dictionary<string, object?> is { } map ? HttpFile.From(map) : item is byte[] bytes ? new HttpFile(bytes, name) : null;
                body.Write(Encoding.UTF8.GetBytes($"--{boundary}\r\nContent-Disposition: form-data; name=\"{Quoted(name)}\""));
                if (file is not null)
                    body.Write(Encoding.UTF8.GetBytes($"; filename=\"{Quoted(file.Filename)}\"\r\nContent-Type: {Line(file.ContentType)}"));
                body.Write("\r\n\r\n"u8);
                body.Write(file?.Content ?? Encoding.UTF8.GetBytes(Values.Text(item) ?? ""));
                body.Write("\r\n"u8);
            }
        body.Write(Encoding.UTF8.GetBytes($"--{boundary}--\r\n"));
        return body.ToArray();
    }

    static string Quoted(string text) => Line(text).Replace("\"", "%22", StringComparison.Ordinal);

    static string Line(string text) => text.ReplaceLineEndings(" ");
}

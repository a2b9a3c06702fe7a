namespace BackOfficeFlow.Engine.Activities;

/// <summary>A file that came or goes by HTTP; in variables it is an object with these members.</summary>
public sealed record HttpFile(byte[] Content, string Filename)
{
    public const string Unknown = "application/octet-stream";

    public string ContentType { get; init; } = Unknown;
    public string? ETag { get; init; }

    /// <summary>Null when the object is no file.</summary>
    public static HttpFile? From(IReadOnlyDictionary<string, object?> map) =>
        map.GetValueOrDefault("Filename") is string name && BytesOf(map.GetValueOrDefault("Content")) is { } content
            ? new HttpFile(content, name) { ContentType = map.GetValueOrDefault("ContentType") as string ?? Unknown, ETag = map.GetValueOrDefault("ETag") as string }
            : null;

    // Bytes that went through a script are base64.
    static byte[]? BytesOf(object? content)
    {
        if (content is not string text)
            return content as byte[];
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    public Dictionary<string, object?> ToValue() => new()
    {
        ["Filename"] = Filename,
        ["ContentType"] = ContentType,
        ["Length"] = (long)Content.Length,
        ["ETag"] = ETag,
        ["Content"] = Content
    };
}

namespace BackOfficeFlow.Engine.Activities;

/// <summary>A file that came or goes by HTTP; in variables it is an object with these members.</summary>
public sealed record HttpFile(byte[] Content, string Filename)
{
    public const string Unknown = "application/octet-stream";

    public string ContentType { get; init; } = Unknown;
    public string? ETag { get; init; }

    /// <summary>Null when the object is no file.</summary>
    public static HttpFile? From(IReadOnlyDictionary<string, object?> map) =>
        map.GetValueOrDefault("Content") is byte[] content && map.GetValueOrDefault("Filename") is string name
            ? new HttpFile(content, name) { ContentType = map.GetValueOrDefault("ContentType") as string ?? Unknown, ETag = map.GetValueOrDefault("ETag") as string }
            : null;

    public Dictionary<string, object?> ToValue() => new()
    {
        ["Filename"] = Filename,
        ["ContentType"] = ContentType,
        ["Length"] = (long)Content.Length,
        ["ETag"] = ETag,
        ["Content"] = Content
    };
}

namespace BackOfficeFlow.Engine.Activities;

/// <summary>What an endpoint asks of a request before it lets it in. The host keeps it with the wait, and looks before it reads the request.</summary>
public sealed record HttpRules(string Path)
{
    public const string RequestTooLarge = "Request too large";
    public const string FileTooLarge = "File too large";
    public const string InvalidExtension = "Invalid file extension";
    public const string InvalidType = "Invalid file MIME type";

    public bool Authorize { get; init; }
    public string? Policy { get; init; }

    /// <summary>How long whoever asks waits for an answer.</summary>
    public TimeSpan? Timeout { get; init; }
    public long? RequestSizeLimit { get; init; }
    public long? FileSizeLimit { get; init; }
    public IReadOnlyList<string> AllowedExtensions { get; init; } = [];
    public IReadOnlyList<string> BlockedExtensions { get; init; } = [];
    public IReadOnlyList<string> AllowedTypes { get; init; } = [];

    /// <summary>Violations that the process itself deals with: outcomes of the endpoint.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <summary>Which rule a file breaks, as the outcome is called; null when none.</summary>
    public string? FindBroken(string fileName, string? contentType, long length)
    {
        if (length > FileSizeLimit)
            return FileTooLarge;
        var extension = System.IO.Path.GetExtension(fileName).TrimStart('.');
        if (AllowedExtensions.Count > 0 && !Has(AllowedExtensions, extension) || Has(BlockedExtensions, extension))
            return InvalidExtension;
        return AllowedTypes.Count > 0 && !AllowedTypes.Any(type => IsOf(contentType, type)) ? InvalidType : null;
    }

    // With or without the dot.
    static bool Has(IReadOnlyList<string> extensions, string extension) =>
        extensions.Any(other => string.Equals(other.Trim().TrimStart('.'), extension, StringComparison.OrdinalIgnoreCase));

    static bool IsOf(string? contentType, string allowed)
    {
        var type = contentType?.Split(';')[0].Trim() ?? "";
        return allowed.EndsWith("/*", StringComparison.Ordinal)
            ? type.StartsWith(allowed[..^1], StringComparison.OrdinalIgnoreCase)
            : string.Equals(type, allowed.Trim(), StringComparison.OrdinalIgnoreCase);
    }

    public Dictionary<string, object?> ToPayload(string method) => new()
    {
        ["path"] = Path,
        ["method"] = method,
        ["authorize"] = Authorize,
        ["policy"] = Policy,
        ["requestTimeout"] = Timeout?.ToString("c", System.Globalization.CultureInfo.InvariantCulture),
        ["requestSizeLimit"] = RequestSizeLimit,
        ["fileSizeLimit"] = FileSizeLimit,
        ["allowedFileExtensions"] = ListOf(AllowedExtensions),
        ["blockedFileExtensions"] = ListOf(BlockedExtensions),
        ["allowedMimeTypes"] = ListOf(AllowedTypes),
        ["outcomes"] = ListOf(Outcomes)
    };

    public static HttpRules From(object? payload)
    {
        var kept = payload as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>();
        return new HttpRules(kept.GetValueOrDefault("path") as string ?? "")
        {
            Authorize = kept.GetValueOrDefault("authorize") is true,
            Policy = kept.GetValueOrDefault("policy") as string,
            Timeout = TimeSpan.TryParse(kept.GetValueOrDefault("requestTimeout") as string, System.Globalization.CultureInfo.InvariantCulture, out var time) ? time : null,
            RequestSizeLimit = kept.GetValueOrDefault("requestSizeLimit") as long?,
            FileSizeLimit = kept.GetValueOrDefault("fileSizeLimit") as long?,
            AllowedExtensions = TextsOf(kept.GetValueOrDefault("allowedFileExtensions")),
            BlockedExtensions = TextsOf(kept.GetValueOrDefault("blockedFileExtensions")),
            AllowedTypes = TextsOf(kept.GetValueOrDefault("allowedMimeTypes")),
            Outcomes = TextsOf(kept.GetValueOrDefault("outcomes"))
        };
    }

    static List<object?>? ListOf(IReadOnlyList<string> texts) => texts.Count == 0 ? null : [.. texts];

    static IReadOnlyList<string> TextsOf(object? list) => list is IReadOnlyList<object?> items ? [.. items.OfType<string>()] : [];
}

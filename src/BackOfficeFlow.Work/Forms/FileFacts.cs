using BackOfficeFlow.Work.Files;

namespace BackOfficeFlow.Work.Forms;

/// <summary>What the store of files knows about one: its kind by content, never by its name.</summary>
public sealed record FileFacts(string Kind, long Size, string Name)
{
    public static IReadOnlyList<string> KnownKinds { get; } = ["pdf", "jpeg", "png", "gif", "webp", "tiff", "eml", "csv", "txt", "xml", "xlsx", "docx", "zip"];

    public static FileFacts Of(FileLine file) => new(KindOf(file.ContentType, file.Name), file.Size, file.Name);

    /// <summary>The word that forms use for a type of content. Lines of a table are text like any other: there alone the name decides.</summary>
    public static string KindOf(string contentType, string name) => contentType switch
    {
        "text/plain" => name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? "csv" : "txt",
        "image/jpeg" => "jpeg",
        "image/tiff" => "tiff",
        _ => FileKind.All.FirstOrDefault(kind => kind.ContentType == contentType)?.Ending.TrimStart('.') ?? contentType
    };
}

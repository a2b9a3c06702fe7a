namespace BackOfficeFlow.Work.Forms;

/// <summary>What the store of files knows about one: its kind by content, never by its name.</summary>
public sealed record FileFacts(string Kind, long Size, string Name)
{
    public static IReadOnlyList<string> KnownKinds { get; } = ["pdf", "jpeg", "png", "gif", "webp", "tiff", "eml", "csv", "txt", "xml", "xlsx", "docx", "zip"];
}

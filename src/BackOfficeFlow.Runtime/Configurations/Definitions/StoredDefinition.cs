namespace BackOfficeFlow.Runtime;

/// <summary>One stored version of a definition, with its JSON as it is kept.</summary>
public sealed record StoredDefinition(Guid Id, string DefinitionId, int Version)
{
    /// <summary>The custom property in which an editor's copy says which revision it began with: the designer gives back what it does not know.</summary>
    public const string RevisionMark = "backOfficeFlowRevision";

    public string Area { get; init; } = "";
    public byte[] Content { get; init; } = [];

    /// <summary>Changes with every change of the version: whoever edits says which one they had before them.</summary>
    public string Revision { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public string CreatedBy { get; init; } = "";

    /// <summary>Null while it was never published.</summary>
    public DateTimeOffset? PublishedAt { get; init; }
    public bool IsLatest { get; init; }
    public bool IsPublished { get; init; }

    internal static StoredDefinition Of(ConfigurationItem item) => new(item.Id, item.EntryKey, item.Version)
    {
        Area = item.Area,
        Content = item.Content,
        Revision = RevisionOf(item),
        CreatedAt = item.CreatedAt,
        CreatedBy = item.CreatedBy,
        PublishedAt = item.PublishedAt,
        IsLatest = item.IsLatest,
        IsPublished = item.IsPublished
    };

    internal static string RevisionOf(ConfigurationItem item) => $"{item.Id:N}.{item.Hash[..16]}";
}

namespace BackOfficeFlow.Runtime;

/// <summary>A file of the configuration folder that has changed since its last import, while its item was edited here.</summary>
/// <param name="Kind">One of <see cref="ConfigurationKinds"/>, or what a room calls its own.</param>
/// <param name="Key">The item's key.</param>
/// <param name="File">Where the file lies below the configuration folder, e.g. "orders/forms/decide.json".</param>
public sealed record FileConflict(string Kind, string Key, string File)
{
    /// <summary>What the file holds now.</summary>
    public string FileHash { get; init; } = "";

    /// <summary>What stands here now.</summary>
    public string HereHash { get; init; } = "";

    /// <summary>The version that stands here.</summary>
    public int Version { get; init; }

    /// <summary>Nobody has published that version.</summary>
    public bool IsDraft { get; init; }
    public string EditedBy { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTimeOffset EditedAt { get; init; }

    /// <summary>Why it was edited.</summary>
    public string? Comment { get; init; }

    /// <summary>UTC; null: no file of it was ever imported.</summary>
    public DateTimeOffset? ImportedAt { get; init; }

    internal static FileConflict Of(FoundConflict found, ConfigurationItem here) => new(found.File.Kind.Kind, found.File.Key, found.File.Path)
    {
        FileHash = found.File.Hash,
        HereHash = here.Hash,
        Version = here.Version,
        IsDraft = here.IsDraft,
        EditedBy = here.CreatedBy,
        EditedAt = here.PublishedAt ?? here.CreatedAt,
        Comment = here.Comment,
        ImportedAt = found.Here.LastImportAt
    };
}

namespace BackOfficeFlow.Runtime;

/// <summary>What a file of the configuration folder is to what stands here.</summary>
enum FileStanding
{
    /// <summary>It was imported like that, stands here like that, or somebody has looked at it and kept what stands here.</summary>
    Known,

    /// <summary>It becomes the next published version.</summary>
    New,

    /// <summary>It has changed, and so has the item here: somebody has to decide.</summary>
    Conflict
}

/// <summary>What is stored of an item, as far as its file is concerned.</summary>
/// <param name="LatestId">Its newest version.</param>
/// <param name="LatestHash">What that holds.</param>
/// <param name="LatestSource">Where that was made.</param>
sealed record KnownItem(Guid LatestId, string LatestHash, ConfigurationSource LatestSource)
{
    /// <summary>Null: no file of it was ever imported.</summary>
    public string? LastImportHash { get; init; }
    public DateTimeOffset? LastImportAt { get; init; }

    /// <summary>The file over which somebody has kept what stands here, since the last import.</summary>
    public string? KeptOverHash { get; init; }

    /// <summary>The one rule by which the import, and whoever shows what it left alone, judge a file.</summary>
    /// <param name="fileHash">What the file holds.</param>
    /// <param name="standing">Null: there is no such item yet.</param>
    public static FileStanding Judge(string fileHash, KnownItem? standing) => standing switch
    {
        null => FileStanding.New,
        _ when fileHash == standing.LastImportHash || fileHash == standing.LatestHash || fileHash == standing.KeptOverHash => FileStanding.Known,
        { LatestSource: ConfigurationSource.Here } => FileStanding.Conflict,
        _ => FileStanding.New
    };
}

namespace BackOfficeFlow.Runtime;

/// <summary>Where a file of the configuration folder lies.</summary>
sealed record FilePlace(IConfigurationKind Kind, string Area, string Path)
{
    /// <summary>All files of a kind, area by area.</summary>
    public static IEnumerable<FilePlace> In(string folder, IConfigurationKind kind) =>
        from area in Directory.GetDirectories(folder).Order(StringComparer.Ordinal)
        let inside = System.IO.Path.Combine(area, kind.Folder)
        where Directory.Exists(inside)
        from file in Directory.GetFiles(inside, kind.Pattern).Order(StringComparer.Ordinal)
        where kind.Takes(System.IO.Path.GetFileNameWithoutExtension(file))
        select new FilePlace(kind, System.IO.Path.GetFileName(area), file);

    public async Task<FoundFile> Read(CancellationToken cancel)
    {
        var content = await File.ReadAllBytesAsync(Path, cancel);
        return new FoundFile(Kind, Area, Kind.KeyOf(Area, System.IO.Path.GetFileNameWithoutExtension(Path), content), content, System.IO.Path.GetFileName(Path));
    }
}

/// <summary>A file of the configuration folder, and the item that it holds.</summary>
sealed record FoundFile(IConfigurationKind Kind, string Area, string Key, byte[] Content, string Name)
{
    public string Hash { get; } = ConfigurationItem.HashOf(Content);

    /// <summary>As people name it: below the configuration folder.</summary>
    public string Path => Kind.Folder.Length == 0 ? $"{Area}/{Name}" : $"{Area}/{Kind.Folder}/{Name}";

    /// <summary>Says why, or the file's name when nobody says; as a new version it leaves a draft that stands among the versions.</summary>
    public Task<ConfigurationItem> Publish(Configurations configurations, CancellationToken cancel, string? comment = null, bool isNew = false) =>
        configurations.Publish(Kind.Kind, Area, Key, Content, ConfigurationSource.File, comment ?? Name, cancel, isNew);
}

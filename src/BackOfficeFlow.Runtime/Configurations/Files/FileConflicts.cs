namespace BackOfficeFlow.Runtime;

/// <summary>Finds the files that the import leaves alone because somebody has edited the item here, and nobody has decided yet.</summary>
sealed class FileConflicts(ImportFile import, ConfigurationPlace place, IEnumerable<IConfigurationKind> kinds)
{
    /// <summary>All of them, by their paths; none when there is no configuration folder.</summary>
    public async Task<IReadOnlyList<FoundConflict>> All(CancellationToken cancel)
    {
        IReadOnlyDictionary<(string Kind, string Key), KnownItem> known = await import.Known(cancel);
        // Most of the time nobody has edited anything here, and no file needs to be read.
        var edited = known.Where(item => item.Value.LatestSource == ConfigurationSource.Here).Select(item => item.Key.Kind).ToHashSet(StringComparer.Ordinal);
        return await Look(edited.Contains, known, cancel);
    }

    /// <summary>Null: the file of that item and what stands here leave nothing to decide.</summary>
    public async Task<FoundConflict?> Find(string kind, string key, CancellationToken cancel)
    {
        var known = await import.Known(cancel);
        return (await Look(name => name == kind, known, cancel)).FirstOrDefault(conflict => conflict.File.Key == key);
    }

    async Task<IReadOnlyList<FoundConflict>> Look(Func<string, bool> isWanted, IReadOnlyDictionary<(string, string), KnownItem> known, CancellationToken cancel)
    {
        var wanted = kinds.Where(kind => isWanted(kind.Kind)).ToList();
        if (wanted.Count == 0 || place.Find() is not { } folder)
            return [];

        var found = new List<FoundConflict>();
        foreach (var location in wanted.SelectMany(kind => FilePlace.In(folder, kind)))
        {
            var file = await location.Read(cancel);
            if (known.GetValueOrDefault((file.Kind.Kind, file.Key)) is { } standing && KnownItem.Judge(file.Hash, standing) == FileStanding.Conflict)
                found.Add(new FoundConflict(file, standing));
        }

        return [.. found.OrderBy(conflict => conflict.File.Path, StringComparer.Ordinal).DistinctBy(conflict => (conflict.File.Kind.Kind, conflict.File.Key))];
    }
}

/// <summary>A file, and the item that was edited here.</summary>
sealed record FoundConflict(FoundFile File, KnownItem Here);

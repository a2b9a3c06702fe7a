using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// Brings the files of the configuration folder in: a file whose content differs from its last import becomes a new published version, unless
/// the item was edited here since, or the content is wrong; then nothing happens but a line in the log.
/// </summary>
public sealed class ConfigurationFolder(Scopes scopes, IEnumerable<IConfigurationKind> kinds, ILogger<ConfigurationFolder> log)
{
    /// <summary>What others refer to comes first, so that a definition finds its forms and tables.</summary>
    readonly IReadOnlyList<IConfigurationKind> inOrder = [.. kinds.OrderBy(kind => kind.Kind == ConfigurationKinds.Definition)];

    /// <summary>Each file in a transaction of its own.</summary>
    public async Task<ImportReport> Import(string tenantId, string folder, CancellationToken cancel)
    {
        var caller = Caller.System(tenantId);
        var known = await scopes.Run<ImportFile, IReadOnlyDictionary<(string, string), KnownItem>>(caller, part => part.Known(cancel), cancel);
        return await Import(
            folder, known, file => scopes.Run<ImportFile, IReadOnlyList<ConfigurationFinding>>(caller, part => part.Check(file, cancel), cancel),
            file => scopes.Run<Configurations, ConfigurationItem>(caller, configurations => file.Publish(configurations, cancel), cancel), cancel);
    }

    /// <summary>All in the scope's transaction.</summary>
    internal async Task<ImportReport> ImportHere(ImportFile part, Configurations configurations, string folder, CancellationToken cancel) =>
        await Import(folder, await part.Known(cancel), file => part.Check(file, cancel), file => file.Publish(configurations, cancel), cancel);

    async Task<ImportReport> Import(
        string folder, IReadOnlyDictionary<(string, string), KnownItem> known, Func<FoundFile, Task<IReadOnlyList<ConfigurationFinding>>> check, Func<FoundFile, Task> publish, CancellationToken cancel)
    {
        var report = new ImportReport();
        foreach (var place in inOrder.SelectMany(kind => FilePlace.In(folder, kind)))
            await Import(place, known, report, check, publish, cancel);
        await TryAgain(known, report, check, publish, cancel);
        return report;
    }

    // A workflow that stands as a step in another may come after it.
    async Task TryAgain(
        IReadOnlyDictionary<(string, string), KnownItem> known, ImportReport report, Func<FoundFile, Task<IReadOnlyList<ConfigurationFinding>>> check, Func<FoundFile, Task> publish, CancellationToken cancel)
    {
        for (var before = int.MaxValue; report.Refused.Count > 0 && report.Refused.Count < before && report.Published.Count > 0;)
        {
            before = report.Refused.Count;
            foreach (var refused in report.Refused.Where(refused => refused.Place.Kind.Kind == ConfigurationKinds.Definition).ToList())
            {
                report.Refused.Remove(refused);
                await Import(refused.Place, known, report, check, publish, cancel);
            }
        }
    }

    async Task Import(
        FilePlace place, IReadOnlyDictionary<(string, string), KnownItem> known, ImportReport report,
        Func<FoundFile, Task<IReadOnlyList<ConfigurationFinding>>> check, Func<FoundFile, Task> publish, CancellationToken cancel)
    {
        var found = await place.Read(cancel);
        var (file, key) = (place.Path, found.Key);
        switch (KnownItem.Judge(found.Hash, known.GetValueOrDefault((place.Kind.Kind, key))))
        {
            case FileStanding.Known:
                return;
            case FileStanding.Conflict:
                report.Edited.Add(key);
                log.LogWarning("{File} was not imported: '{Key}' has been edited here since its last import. The page of processes shows both and lets designers decide", file, key);
                return;
        }

        var findings = await check(found);
        if (findings.Any(finding => finding.IsError))
        {
            report.Refused.Add(new RefusedFile(place, findings));
            log.LogError("{File} was not published: {Findings}", file, string.Join(" | ", findings.Where(finding => finding.IsError).Select(Say)));
            return;
        }

        try
        {
            await publish(found);
        }
        catch (RuleBrokenException refused)
        {
            report.Refused.Add(new RefusedFile(place, [new ConfigurationFinding("", refused.Message)]));
            log.LogError("{File} was not published: {Why}", file, refused.Message);
            return;
        }

        report.Published.Add(key);
        log.LogInformation("{Kind} '{Key}' was published from {File}", place.Kind.Kind, key, file);
        if (findings.Count == 0)
            return;

        report.Doubtful.Add(new DoubtfulFile(file, findings));
        log.LogWarning("{File} was published, but: {Findings}", file, string.Join(" | ", findings.Select(Say)));
    }

    static string Say(ConfigurationFinding finding) => finding.Place.Length == 0 || finding.Message.Contains(finding.Place, StringComparison.Ordinal)
        ? finding.Message
        : $"{finding.Place}: {finding.Message}";
}

/// <summary>What an import did.</summary>
public sealed class ImportReport
{
    public List<string> Published { get; } = [];

    /// <summary>Edited here since their last import, and nobody has decided yet: left alone.</summary>
    public List<string> Edited { get; } = [];
    public List<RefusedFile> Refused { get; } = [];

    /// <summary>Published, with something that its author should know.</summary>
    public List<DoubtfulFile> Doubtful { get; } = [];
}

/// <summary>A file that was not published, and why.</summary>
public sealed record RefusedFile
{
    internal RefusedFile(FilePlace place, IReadOnlyList<ConfigurationFinding> findings) => (Place, Findings) = (place, findings);

    public string File => Place.Path;
    public IReadOnlyList<ConfigurationFinding> Findings { get; }
    internal FilePlace Place { get; }
}

/// <summary>A file that was published, and what is doubtful about it.</summary>
public sealed record DoubtfulFile(string File, IReadOnlyList<ConfigurationFinding> Findings);

/// <summary>Asks what is stored already.</summary>
sealed class ImportFile(BackOfficeDb db, ConfigurationCheck check)
{
    public Task<IReadOnlyList<ConfigurationFinding>> Check(FoundFile file, CancellationToken cancel) => check.Check(file.Kind, file.Area, file.Content, cancel);

    public async Task<IReadOnlyDictionary<(string, string), KnownItem>> Known(CancellationToken cancel)
    {
        var rows = await db.Set<ConfigurationItem>()
            .Select(item => new { item.Id, item.Kind, item.EntryKey, item.Version, item.Hash, item.Source, item.PublishedAt, item.KeptOverHash })
            .ToListAsync(cancel);
        return rows.GroupBy(row => (row.Kind, row.EntryKey)).ToDictionary(
            versions => versions.Key,
            versions =>
            {
                var latest = versions.MaxBy(row => row.Version)!;
                var imported = versions.Where(row => row.Source == ConfigurationSource.File).MaxBy(row => row.Version);
                return new KnownItem(latest.Id, latest.Hash, latest.Source)
                {
                    LastImportHash = imported?.Hash,
                    LastImportAt = imported?.PublishedAt,
                    // What was decided before an import was decided about other edits.
                    KeptOverHash = versions.Where(row => row.KeptOverHash is not null && row.Version > (imported?.Version ?? 0)).MaxBy(row => row.Version)?.KeptOverHash
                };
            });
    }
}

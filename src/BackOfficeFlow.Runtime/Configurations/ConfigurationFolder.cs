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
        foreach (var kind in inOrder)
            foreach (var area in Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
                foreach (var file in Files(area, kind))
                    await Import(kind, Path.GetFileName(area), file, known, report, check, publish, cancel);
        await TryAgain(known, report, check, publish, cancel);
        return report;
    }

    // A workflow that stands as a step in another may come after it.
    async Task TryAgain(
        IReadOnlyDictionary<(string, string), KnownItem> known, ImportReport report, Func<FoundFile, Task<IReadOnlyList<ConfigurationFinding>>> check, Func<FoundFile, Task> publish, CancellationToken cancel)
    {
        var kind = inOrder.First(kind => kind.Kind == ConfigurationKinds.Definition);
        for (var before = int.MaxValue; report.Refused.Count > 0 && report.Refused.Count < before && report.Published.Count > 0;)
        {
            before = report.Refused.Count;
            foreach (var refused in report.Refused.Where(refused => refused.Kind == ConfigurationKinds.Definition).ToList())
            {
                report.Refused.Remove(refused);
                await Import(kind, refused.Area, refused.File, known, report, check, publish, cancel);
            }
        }
    }

    static IEnumerable<string> Files(string area, IConfigurationKind kind)
    {
        var folder = Path.Combine(area, kind.Folder);
        return Directory.Exists(folder)
            ? Directory.GetFiles(folder, kind.Pattern).Where(file => kind.Takes(Path.GetFileNameWithoutExtension(file))).Order(StringComparer.Ordinal)
            : [];
    }

    async Task Import(
        IConfigurationKind kind, string area, string file, IReadOnlyDictionary<(string, string), KnownItem> known, ImportReport report,
        Func<FoundFile, Task<IReadOnlyList<ConfigurationFinding>>> check, Func<FoundFile, Task> publish, CancellationToken cancel)
    {
        var content = await File.ReadAllBytesAsync(file, cancel);
        var key = kind.KeyOf(area, Path.GetFileNameWithoutExtension(file), content);
        var hash = ConfigurationItem.HashOf(content);
        var standing = known.GetValueOrDefault((kind.Kind, key));
        if (standing is not null && (standing.LastImportHash == hash || standing.LatestHash == hash))
            return;

        if (standing is { LatestSource: ConfigurationSource.Here })
        {
            report.Edited.Add(key);
            log.LogWarning("{File} was not imported: '{Key}' has been edited here since its last import", file, key);
            return;
        }

        var found = new FoundFile(kind, area, key, content, Path.GetFileName(file));
        var findings = await check(found);
        if (findings.Any(finding => finding.IsError))
        {
            report.Refused.Add(new RefusedFile(file, findings) { Kind = kind.Kind, Area = area });
            log.LogError("{File} was not published: {Findings}", file, string.Join(" | ", findings.Where(finding => finding.IsError).Select(Say)));
            return;
        }

        try
        {
            await publish(found);
        }
        catch (RuleBrokenException refused)
        {
            report.Refused.Add(new RefusedFile(file, [new ConfigurationFinding("", refused.Message)]) { Kind = kind.Kind, Area = area });
            log.LogError("{File} was not published: {Why}", file, refused.Message);
            return;
        }

        report.Published.Add(key);
        log.LogInformation("{Kind} '{Key}' was published from {File}", kind.Kind, key, file);
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

    /// <summary>Edited here since their last import: left alone.</summary>
    public List<string> Edited { get; } = [];
    public List<RefusedFile> Refused { get; } = [];

    /// <summary>Published, with something that its author should know.</summary>
    public List<DoubtfulFile> Doubtful { get; } = [];
}

/// <summary>A file that was not published, and why.</summary>
public sealed record RefusedFile(string File, IReadOnlyList<ConfigurationFinding> Findings)
{
    internal string Kind { get; init; } = "";
    internal string Area { get; init; } = "";
}

/// <summary>A file that was published, and what is doubtful about it.</summary>
public sealed record DoubtfulFile(string File, IReadOnlyList<ConfigurationFinding> Findings);

/// <summary>A file that is to be published, if nothing is wrong with it.</summary>
sealed record FoundFile(IConfigurationKind Kind, string Area, string Key, byte[] Content, string Name)
{
    public Task<ConfigurationItem> Publish(Configurations configurations, CancellationToken cancel) =>
        configurations.Publish(Kind.Kind, Area, Key, Content, ConfigurationSource.File, Name, cancel);
}

sealed record KnownItem(string LatestHash, ConfigurationSource LatestSource, string? LastImportHash);

/// <summary>Asks what is stored already.</summary>
sealed class ImportFile(BackOfficeDb db, ConfigurationCheck check)
{
    public Task<IReadOnlyList<ConfigurationFinding>> Check(FoundFile file, CancellationToken cancel) => check.Check(file.Kind, file.Area, file.Content, cancel);

    public async Task<IReadOnlyDictionary<(string, string), KnownItem>> Known(CancellationToken cancel)
    {
        var rows = await db.Set<ConfigurationItem>()
            .Select(item => new { item.Kind, item.EntryKey, item.Version, item.Hash, item.Source })
            .ToListAsync(cancel);
        return rows.GroupBy(row => (row.Kind, row.EntryKey)).ToDictionary(
            versions => versions.Key,
            versions =>
            {
                var latest = versions.MaxBy(row => row.Version)!;
                return new KnownItem(latest.Hash, latest.Source, versions.Where(row => row.Source == ConfigurationSource.File).MaxBy(row => row.Version)?.Hash);
            });
    }
}

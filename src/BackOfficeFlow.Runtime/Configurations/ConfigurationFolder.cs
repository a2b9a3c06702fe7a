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

    public async Task<ImportReport> Import(string tenantId, string folder, CancellationToken cancel)
    {
        var caller = Caller.System(tenantId);
        var known = await scopes.Run<ImportFile, IReadOnlyDictionary<(string, string), KnownItem>>(caller, part => part.Known(cancel), cancel);
        var report = new ImportReport();
        foreach (var area in Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
            foreach (var kind in inOrder)
                foreach (var file in Files(area, kind))
                    await Import(caller, kind, Path.GetFileName(area), file, known, report, cancel);
        return report;
    }

    static IEnumerable<string> Files(string area, IConfigurationKind kind)
    {
        var folder = Path.Combine(area, kind.Folder);
        return Directory.Exists(folder)
            ? Directory.GetFiles(folder, kind.Pattern).Where(file => kind.Takes(Path.GetFileNameWithoutExtension(file))).Order(StringComparer.Ordinal)
            : [];
    }

    async Task Import(
        Caller caller, IConfigurationKind kind, string area, string file, IReadOnlyDictionary<(string, string), KnownItem> known, ImportReport report, CancellationToken cancel)
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

        var findings = kind.Check(content);
        if (findings.Any(finding => finding.IsError))
        {
            report.Refused.Add(new RefusedFile(file, findings));
            log.LogError("{File} was not published: {Findings}", file, string.Join(" | ", findings.Where(finding => finding.IsError).Select(Say)));
            return;
        }

        await scopes.Run<Configurations, ConfigurationItem>(
            caller, configurations => configurations.Publish(kind.Kind, area, key, content, ConfigurationSource.File, Path.GetFileName(file), cancel), cancel);
        report.Published.Add(key);
        log.LogInformation("{Kind} '{Key}' was published from {File}", kind.Kind, key, file);
    }

    static string Say(ConfigurationFinding finding) => finding.Place.Length == 0 || finding.Message.StartsWith(finding.Place, StringComparison.Ordinal)
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
}

/// <summary>A file that was not published, and why.</summary>
public sealed record RefusedFile(string File, IReadOnlyList<ConfigurationFinding> Findings);

sealed record KnownItem(string LatestHash, ConfigurationSource LatestSource, string? LastImportHash);

/// <summary>Asks what is stored already.</summary>
sealed class ImportFile(BackOfficeDb db)
{
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

using System.Globalization;
using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Running;
using BackOfficeFlow.Runtime;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Processes;

/// <summary>What processes and their steps are called, in the reader's language.</summary>
public sealed class ProcessNames(BackOfficeDb db, TextCatalog catalog)
{
    static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>The name of each process; its id where it has none.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Of(IEnumerable<string> definitionIds, CancellationToken cancel)
    {
        var names = new Dictionary<string, string>();
        foreach (var id in definitionIds)
        {
            var item = await db.Set<ConfigurationItem>().AsNoTracking()
                .Where(row => row.Kind == ConfigurationKinds.Definition && row.EntryKey == id && row.PublishedAt != null)
                .OrderByDescending(row => row.Version)
                .FirstOrDefaultAsync(cancel);
            names[id] = item is null ? id : await Of(item, cancel);
        }

        return names;
    }

    /// <summary>The name that this version of a process gives; the process's id where it gives none.</summary>
    public async Task<string> Of(ConfigurationItem item, CancellationToken cancel)
    {
        var name = DefinitionReader.Read(item.Content).Definition?.Name;
        return string.IsNullOrWhiteSpace(name) ? item.EntryKey : await catalog.Resolve(name, Language, item.Area, null, cancel);
    }

    /// <summary>What a step is called: a text "step.Id" of its area, else the name that its designer gave it.</summary>
    public async Task<string> Step(Node? node, string nodeId, string area, CancellationToken cancel) =>
        await Find($"step.{nodeId}", area, null, cancel) ?? node?.Name ?? nodeId;

    /// <summary>The text of that key; null when the area has none.</summary>
    public async Task<string?> Find(string key, string area, IReadOnlyDictionary<string, object?>? arguments, CancellationToken cancel)
    {
        var said = await Say($"@{key}", area, arguments, cancel);
        return said == key || said == $"@{key}" ? null : said;
    }

    /// <summary>A text of the process's own: a literal or "@key".</summary>
    public Task<string> Say(string textOrKey, string area, IReadOnlyDictionary<string, object?>? arguments, CancellationToken cancel) =>
        catalog.Resolve(textOrKey, Language, area, arguments, cancel);
}

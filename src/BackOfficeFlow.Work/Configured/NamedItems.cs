using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Configured;

/// <summary>What a process means by the name of a form, a table or a template: area/name as it stands, else that of its own area, else of those that areas share.</summary>
public sealed class NamedItems(BackOfficeDb db, Configurations configurations)
{
    const string Shared = "shared";

    public static IReadOnlyList<string> KeysOf(string name, string area) =>
        name.Contains('/', StringComparison.Ordinal) ? [name] : [$"{area}/{name}", $"{Shared}/{name}"];

    /// <summary>The version that was in force at an instant; null when there is none by that name.</summary>
    public async Task<ConfigurationItem?> Find(string kind, string name, string area, DateTimeOffset asOf, CancellationToken cancel)
    {
        foreach (var key in KeysOf(name, area))
            if (await configurations.Find(kind, key, asOf, cancel) is { } item)
                return item;
        return null;
    }

    /// <summary>The version that new cases take; null when there is none by that name.</summary>
    public async Task<ConfigurationItem?> Latest(string kind, string name, string area, CancellationToken cancel)
    {
        foreach (var key in KeysOf(name, area))
            if (await configurations.Latest(kind, key, cancel) is { } item)
                return item;
        return null;
    }

    /// <summary>The names by which a process of the area could mean something of the kind, for a sentence that offers them.</summary>
    public async Task<IReadOnlyList<string>> Names(string kind, string area, CancellationToken cancel)
    {
        var keys = await db.Set<ConfigurationItem>().Where(item => item.Kind == kind && item.IsPublished).Select(item => item.EntryKey).Order().ToListAsync(cancel);
        return [.. keys.Select(key => key.StartsWith($"{area}/", StringComparison.Ordinal) || key.StartsWith($"{Shared}/", StringComparison.Ordinal) ? key[(key.IndexOf('/') + 1)..] : key).Distinct()];
    }
}

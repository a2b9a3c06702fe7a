using System.Collections.Concurrent;
using System.Globalization;
using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// The texts of definitions, forms, tables and templates: a literal stays as it is, "@key" is looked up in the area's texts, then in those that
/// areas share, in the language asked for, then in English. Names in braces are replaced by arguments.
/// </summary>
public sealed class TextCatalog(BackOfficeDb db, TextShelf shelf)
{
    const string Shared = "shared";
    const string LastResort = "en";

    /// <summary>A key that nobody has translated shows as the key: better than an empty label, and easy to search for.</summary>
    public async Task<string> Resolve(string textOrKey, string language, string area, IReadOnlyDictionary<string, object?>? args = null, CancellationToken cancel = default)
    {
        if (!textOrKey.StartsWith('@'))
            return Fill(textOrKey, args);

        var key = textOrKey[1..];
        foreach (var (place, tongue) in new[] { (area, language), (Shared, language), (area, LastResort), (Shared, LastResort) })
            if ((await Texts(place, tongue, cancel)).TryGetValue(key, out var text))
                return Fill(text, args);

        return key;
    }

    /// <summary>Whether the key (without "@") has a text in that language, of the area or of those that areas share.</summary>
    public async Task<bool> Has(string key, string language, string area, CancellationToken cancel) =>
        (await Texts(area, language, cancel)).ContainsKey(key) || (await Texts(Shared, language, cancel)).ContainsKey(key);

    async ValueTask<IReadOnlyDictionary<string, string>> Texts(string area, string language, CancellationToken cancel)
    {
        var tenant = db.RequiredTenantId;
        if (shelf.Find(tenant, area, language) is { } known)
            return known;

        var key = $"{area}/{language}";
        var content = await db.Set<ConfigurationItem>()
            .Where(item => item.Kind == ConfigurationKinds.Texts && item.EntryKey == key && item.IsPublished)
            .Select(item => item.Content)
            .FirstOrDefaultAsync(cancel);
        return shelf.Keep(tenant, area, language, content is null ? new Dictionary<string, string>() : TextsKind.Read(content));
    }

    static string Fill(string text, IReadOnlyDictionary<string, object?>? args)
    {
        if (args is null || !text.Contains('{', StringComparison.Ordinal))
            return text;

        foreach (var (name, value) in args)
            text = text.Replace($"{{{name}}}", Convert.ToString(value, CultureInfo.CurrentCulture), StringComparison.Ordinal);
        return text;
    }
}

/// <summary>Texts that a node has read, until some configuration changes.</summary>
public sealed class TextShelf : IDisposable
{
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    readonly ConcurrentDictionary<(string Tenant, string Area, string Language), (IReadOnlyDictionary<string, string> Texts, long Since)> known = new();
    readonly IDisposable subscription;
    readonly TimeProvider clock;

    public TextShelf(ChangeSignal signal, TimeProvider clock)
    {
        this.clock = clock;
        subscription = signal.Subscribe(change =>
        {
            if (change.Subject == ChangeSubjects.Configuration)
                known.Clear();
        });
    }

    internal IReadOnlyDictionary<string, string>? Find(string tenant, string area, string language) =>
        known.TryGetValue((tenant, area, language), out var found) && clock.GetElapsedTime(found.Since) < Fresh ? found.Texts : null;

    internal IReadOnlyDictionary<string, string> Keep(string tenant, string area, string language, IReadOnlyDictionary<string, string> texts)
    {
        known[(tenant, area, language)] = (texts, clock.GetTimestamp());
        return texts;
    }

    public void Dispose() => subscription.Dispose();
}

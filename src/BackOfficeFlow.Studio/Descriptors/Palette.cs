using System.Collections.Concurrent;
using System.Text.Json;
using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Studio;

/// <summary>The steps that this product brings, as the designer reads them: the same for every company, so each language is written once.</summary>
sealed class Palette(ActivityRegistry registry)
{
    readonly ConcurrentDictionary<string, Written> languages = new(StringComparer.Ordinal);

    /// <summary>Steps with the company's own beside them. A name that stands there already is not said twice: that would stop the designer.</summary>
    public byte[] With(IEnumerable<PaletteStep> own, string language)
    {
        var known = languages.GetOrAdd(language, Write);
        var added = own.Where(shape => registry.Find(shape.TypeName) is null).DistinctBy(shape => (shape.TypeName, shape.Version)).ToList();
        return added.Count == 0 ? known.Alone : Join([.. known.Items, .. added.Select(Bytes)]);
    }

    public IEnumerable<PaletteStep> Shapes(string language)
    {
        var words = ActivityWords.Of(registry, language);
        return registry.All.OrderBy(activity => activity.Type, StringComparer.Ordinal).ThenBy(activity => activity.Version).Select(activity => PaletteSteps.Of(activity, words));
    }

    Written Write(string language)
    {
        IReadOnlyList<byte[]> items = [.. Shapes(language).Select(Bytes)];
        return new Written(items, Join(items));
    }

    static byte[] Bytes(PaletteStep shape) => JsonSerializer.SerializeToUtf8Bytes(shape, StudioJson.Options);

    static byte[] Join(IReadOnlyList<byte[]> items) => StudioJson.Bytes(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (var item in items)
            json.WriteRawValue(item, skipInputValidation: true);
        json.WriteEndArray();
        json.WriteNumber("count", items.Count);
        json.WriteEndObject();
    });

    sealed record Written(IReadOnlyList<byte[]> Items, byte[] Alone);
}

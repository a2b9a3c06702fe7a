using System.Globalization;

namespace BackOfficeFlow.Runtime;

/// <summary>Which versions of a definition are meant, in Elsa's words; nothing, or AllVersions, is every one.</summary>
public sealed record VersionChoice
{
    public static readonly VersionChoice All = new("AllVersions", null);
    public static readonly VersionChoice Latest = new("Latest", null);
    public static readonly VersionChoice Published = new("Published", null);

    static readonly string[] Words = [Latest.Word, Published.Word, "Draft", "LatestOrPublished", "LatestAndPublished", All.Word];

    VersionChoice(string word, int? number) => (Word, Number) = (word, number);

    public string Word { get; }

    /// <summary>Just that version.</summary>
    public int? Number { get; }

    /// <exception cref="RuleBrokenException">It is none of the words, and no number.</exception>
    public static VersionChoice Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return All;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return new VersionChoice(text, number);
        return Array.Find(Words, word => word.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known
            ? new VersionChoice(known, null)
            : throw new RuleBrokenException(Texts.Say("VersionWordUnknown", text, string.Join(", ", Words))) { Code = "version-word-unknown" };
    }

    internal IQueryable<ConfigurationItem> Of(IQueryable<ConfigurationItem> items) => Word switch
    {
        "AllVersions" => items,
        "Latest" => items.Where(item => item.IsLatest),
        "Published" => items.Where(item => item.IsPublished),
        "Draft" => items.Where(item => item.IsLatest && !item.IsPublished),
        "LatestOrPublished" => items.Where(item => item.IsLatest || item.IsPublished),
        "LatestAndPublished" => items.Where(item => item.IsLatest && item.IsPublished),
        _ => items.Where(item => item.Version == Number)
    };
}

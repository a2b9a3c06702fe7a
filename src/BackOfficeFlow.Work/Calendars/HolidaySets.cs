using System.Collections.Frozen;
using System.Globalization;
using BackOfficeFlow.Work.Configured;

namespace BackOfficeFlow.Work.Calendars;

/// <summary>The holidays that come with the product, one file each in the folder Holidays.</summary>
public static class HolidaySets
{
    const string Prefix = "holidays.";

    static readonly Lazy<FrozenDictionary<string, HolidaySet>> All = new(Load);

    public static IEnumerable<string> Keys => All.Value.Keys.Order(StringComparer.Ordinal);

    public static HolidaySet? Find(string key) => All.Value.GetValueOrDefault(key);

    static FrozenDictionary<string, HolidaySet> Load() =>
        Embedded.Files(Prefix).Select(file =>
        {
            var findings = new List<DocumentFinding>();
            var set = HolidayReader.ReadSet(file.Key, file.Content, findings);
            return findings.Count == 0 ? set! : throw new InvalidDataException($"{file.Key}: {findings[0].Say(CultureInfo.InvariantCulture)}");
        }).ToFrozenDictionary(set => set.Key, StringComparer.Ordinal);
}

/// <summary>Files that are part of the assembly.</summary>
static class Embedded
{
    public static IEnumerable<(string Key, ReadOnlyMemory<byte> Content)> Files(string prefix)
    {
        var assembly = typeof(Embedded).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            yield return (Path.GetFileNameWithoutExtension(name[prefix.Length..]), bytes.ToArray());
        }
    }
}

using System.Text.RegularExpressions;
using System.Xml.Linq;
using BackOfficeFlow.Testing;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>A key that no resource has is shown as it is: nobody would notice before a customer does.</summary>
public sealed partial class UsedTextTests
{
    [Fact]
    public void Every_text_that_the_code_asks_for_is_there_in_both_languages()
    {
        var gaps =
            from file in Sources()
            from Match use in Use().Matches(File.ReadAllText(file))
            from language in (string[])["Texts.resx", "Texts.es.resx"]
            where !Keys(file, language).Contains(use.Groups["key"].Value)
            select $"{Path.GetRelativePath(Repository.Root, file)}: {use.Groups["key"].Value} ({language})";

        gaps.Distinct().ShouldBeEmpty();
    }

    static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Repository.PathTo("src"), "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}Migrations{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    static readonly Dictionary<string, HashSet<string>> Known = [];

    // The nearest folder upwards that has texts is the area's, as the compiler sees it by namespaces.
    static HashSet<string> Keys(string file, string language)
    {
        for (var folder = Path.GetDirectoryName(file); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var resource = Path.Combine(folder, language);
            if (!File.Exists(resource))
                continue;

            if (!Known.TryGetValue(resource, out var keys))
                Known[resource] = keys = [.. XDocument.Load(resource).Root!.Elements("data").Select(item => (string)item.Attribute("name")!)];
            return keys;
        }

        return [];
    }

    [GeneratedRegex(@"(?<![\w.])Texts\.(?:Of|Say|Find)\(""(?<key>[\w.-]+)""\s*[,)]")]
    private static partial Regex Use();
}

using System.Text.RegularExpressions;
using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Architecture.Tests;

public sealed partial class ResourceTests
{
    const string Spanish = ".es.resx";

    static readonly IReadOnlyList<SourceFile> Files = [.. SourceFile.Under("src", ".resx")];

    static IEnumerable<SourceFile> English => Files.Where(file => !file.Path.EndsWith(Spanish, StringComparison.Ordinal));

    [Fact]
    public void Every_text_is_there_in_english_and_in_spanish()
    {
        var gaps =
            from english in English
            from key in Difference(Texts(english).Keys, Texts(SpanishOf(english)).Keys)
            select $"{english}: {key}";

        gaps.ShouldBeEmpty();
    }

    [Fact]
    public void No_spanish_file_stands_alone() =>
        Files.Where(file => file.Path.EndsWith(Spanish, StringComparison.Ordinal))
            .Where(spanish => English.All(english => SpanishPath(english) != spanish.Path))
            .Where(spanish => !spanish.Name.StartsWith("Activities.", StringComparison.Ordinal))
            .ShouldBeEmpty();

    [Fact]
    public void Both_languages_say_something_and_use_the_same_places()
    {
        var wrong =
            from english in English
            let spanish = Texts(SpanishOf(english))
            from text in Texts(english)
            where spanish.ContainsKey(text.Key)
            let other = spanish[text.Key]
            where string.IsNullOrWhiteSpace(text.Value) || string.IsNullOrWhiteSpace(other) || !Places(text.Value).SetEquals(Places(other))
            select $"{english}: {text.Key}";

        wrong.ShouldBeEmpty("A text is empty, or one language uses {0} where the other does not.");
    }

    [Fact]
    public void Texts_have_a_marker_class_beside_them()
    {
        var orphans = English.Where(file => file.Name == "Texts.resx")
            .Where(file => !File.Exists(Testing.Repository.PathTo(Path.ChangeExtension(file.Path, ".cs"))));

        orphans.ShouldBeEmpty();
    }

    static Dictionary<string, string> Texts(SourceFile? file) =>
        file is null ? [] : XDocument.Parse(file.Text).Root!.Elements("data").ToDictionary(item => (string)item.Attribute("name")!, item => item.Element("value")?.Value ?? "");

    static string SpanishPath(SourceFile english) => english.Path[..^".resx".Length] + Spanish;

    static SourceFile? SpanishOf(SourceFile english) => Files.FirstOrDefault(file => file.Path == SpanishPath(english));

    static IEnumerable<string> Difference(IEnumerable<string> one, IEnumerable<string> other) => one.Except(other).Concat(other.Except(one));

    static HashSet<string> Places(string text) => [.. Place.Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"\{\w+")]
    static partial Regex Place { get; }
}

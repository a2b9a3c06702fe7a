using System.Text.Json;
using System.Text.RegularExpressions;
using BackOfficeFlow.Testing;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Business.Tests.Workflows;

public sealed partial class ShippedTextsTests
{
    static readonly string Root = Path.Combine(Repository.Root, "workflows");

    public static TheoryData<string, string> AreasAndLanguages => new()
    {
        { "orders", "es" }, { "orders", "en" }, { "shared", "es" }, { "shared", "en" }
    };

    [Theory]
    [MemberData(nameof(AreasAndLanguages))]
    public void Every_key_that_an_area_uses_has_a_text_in_both_languages(string area, string language)
    {
        var texts = Texts(area, language).Concat(Texts("shared", language)).Select(text => text.Key).ToHashSet();

        var missing = Directory.EnumerateFiles(Path.Combine(Root, area), "*.json", SearchOption.AllDirectories)
            .Where(file => !Path.GetFileName(file).StartsWith("texts.", StringComparison.Ordinal))
            .SelectMany(file => Key().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Distinct()
            .Where(key => !texts.Contains(key));

        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Both_languages_of_an_area_have_the_same_keys_and_no_empty_text()
    {
        foreach (var area in new[] { "orders", "shared" })
        {
            Texts(area, "es").Keys.ShouldBe(Texts(area, "en").Keys, ignoreOrder: true);
            Texts(area, "es").Values.Concat(Texts(area, "en").Values).ShouldAllBe(text => text.Trim().Length > 0);
        }
    }

    static Dictionary<string, string> Texts(string area, string language) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(Root, area, $"texts.{language}.json")))!;

    [GeneratedRegex("""["']@([A-Za-z][A-Za-z0-9_.-]*)""")]
    private static partial Regex Key();
}

using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;

namespace BackOfficeFlow.Work.Tests.Configured;

public sealed class TextsTests
{
    public static TheoryData<ResourceManager> Areas => [Work.Configured.Texts.All, Work.Forms.Texts.All, Work.Tables.Texts.All, Work.Calendars.Texts.All];

    [Theory, MemberData(nameof(Areas), DisableDiscoveryEnumeration = true)]
    public void Every_text_stands_in_both_languages_with_the_same_arguments(ResourceManager texts)
    {
        var english = All(texts, "");
        var spanish = All(texts, "es");

        spanish.Keys.Order().ShouldBe(english.Keys.Order());
        foreach (var (key, text) in english)
            Holes(spanish[key]).ShouldBe(Holes(text), key);
    }

    static Dictionary<string, string> All(ResourceManager texts, string culture) =>
        texts.GetResourceSet(CultureInfo.GetCultureInfo(culture), true, false)!.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    static string Holes(string text) => string.Join(",", Regex.Matches(text, @"(?<!\{)\{(\d)\}").Select(match => match.Value).Order().Distinct());
}

using System.Globalization;
using System.Resources;

namespace BackOfficeFlow.Engine.Definitions;

/// <summary>Says a finding in the reader's language: what is wrong, where, and what mends it.</summary>
public static class FindingTexts
{
    static readonly ResourceManager Resources = new("BackOfficeFlow.Engine.Definitions.Findings", typeof(FindingTexts).Assembly);

    public static string Say(Finding finding, CultureInfo culture)
    {
        var text = Resources.GetString(finding.Code, culture);
        if (text is null)
            return $"{finding.Code}: {string.Join(", ", finding.Arguments)}";
        var sentence = string.Format(culture, text, [.. finding.Arguments]);
        var place = finding.ActivityId is null ? finding.Property : finding.Property is null ? finding.ActivityId : $"{finding.ActivityId}.{finding.Property}";
        return place is null ? sentence : $"{place}: {sentence}";
    }

    /// <summary>The codes that have a text in a language, for a test that looks for gaps.</summary>
    public static IReadOnlyList<string> Codes(CultureInfo culture) =>
        [.. Resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!.Cast<System.Collections.DictionaryEntry>().Select(entry => (string)entry.Key)];
}

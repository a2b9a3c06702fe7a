using System.Globalization;
using System.Text.RegularExpressions;

namespace BackOfficeFlow.Runtime;

/// <summary>Finds keys of texts that are not there in one of the languages: whoever reads that one would see another language, or the bare key.</summary>
sealed partial class MissingTexts(TextCatalog texts) : IDefinitionCheck
{
    static readonly string[] Languages = ["es", "en"];

    public async Task<IReadOnlyList<ConfigurationFinding>> Check(CheckedDefinition definition, CancellationToken cancel)
    {
        var findings = new List<ConfigurationFinding>();
        foreach (var step in definition.Steps)
            foreach (var (input, value) in step.Constants)
                foreach (var key in KeysIn(value).Distinct())
                    foreach (var language in Languages)
                        if (!await texts.Has(key, language, definition.Area, cancel))
                            findings.Add(CheckedDefinition.Warning(step, input, Texts.Say("TextMissing", key, CultureInfo.GetCultureInfo(language).NativeName, definition.Area, language)));
        return findings;
    }

    static IEnumerable<string> KeysIn(object? value) => value switch
    {
        string text when Key().IsMatch(text) => [text[1..]],
        IReadOnlyDictionary<string, object?> map => map.Values.SelectMany(KeysIn),
        IEnumerable<object?> list => list.SelectMany(KeysIn),
        _ => []
    };

    [GeneratedRegex(@"^@[\p{L}_][\w.-]*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Key();
}

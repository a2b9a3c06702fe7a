using System.Globalization;
using System.Resources;

namespace BackOfficeFlow.Work.Configured;

/// <summary>How much a finding weighs: a refused document is not published; the others are told to its author.</summary>
public enum FindingWeight { Refused, Warning, Remark }

/// <summary>
/// Something to say about a configured document (a form, a table, a calendar): a code, the place in the document and arguments.
/// The sentence is made when it is shown, in the language of whoever reads it.
/// </summary>
public sealed record DocumentFinding(ResourceManager Texts, string Code, string Place, IReadOnlyList<object?> Arguments)
{
    public FindingWeight Weight { get; init; } = FindingWeight.Refused;

    public string Say(CultureInfo culture)
    {
        var sentence = Sentences.Say(Texts, Code, culture, Arguments);
        return Place.Length == 0 ? sentence : $"{Place}: {sentence}";
    }
}

/// <summary>Makes a sentence of a code and its arguments in a stated language.</summary>
public static class Sentences
{
    public static string Say(ResourceManager texts, string code, CultureInfo culture, IReadOnlyList<object?> arguments)
    {
        var pattern = texts.GetString(code, culture) ?? throw new MissingManifestResourceException($"{texts.BaseName} has no text '{code}'.");
        return arguments.Count == 0 ? pattern : string.Format(culture, pattern, [.. arguments.Select(argument => Shown(texts, argument, culture))]);
    }

    static object? Shown(ResourceManager texts, object? argument, CultureInfo culture) => argument switch
    {
        TextKey key => texts.GetString(key.Key, culture) ?? key.Key,
        DateOnly date => date.ToString("d", culture),
        DateTimeOffset instant => instant.ToString("g", culture),
        string text => text,
        IEnumerable<string> several => string.Join(", ", several),
        _ => argument,
    };
}

/// <summary>An argument that is itself a text of the same area.</summary>
public sealed record TextKey(string Key);

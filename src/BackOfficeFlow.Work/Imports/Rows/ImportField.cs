using System.Globalization;
using System.Text;

namespace BackOfficeFlow.Work.Imports;

/// <summary>A field of a kind of row: what it is called in files, what it holds, whether it must be there.</summary>
public sealed record ImportField(string Key, ImportFieldType Type)
{
    public bool Required { get; init; }
    public int MaxLength { get; init; } = 200;

    /// <summary>Headings under which files bring it; compared without case, accents, spaces and marks.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The values that are taken, for <see cref="ImportFieldType.OneOf"/>.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    public bool IsCalled(string heading)
    {
        var plain = Plain(heading);
        return plain.Length > 0 && (plain == Plain(Key) || Aliases.Any(alias => Plain(alias) == plain));
    }

    internal static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
            if (char.IsLetterOrDigit(c) && CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark)
                plain.Append(char.ToLowerInvariant(c));
        return plain.ToString();
    }
}

/// <summary>What a field holds.</summary>
public enum ImportFieldType
{
    Text,
    Whole,
    Number,
    Date,
    /// <summary>An instant; without an offset it is wall-clock time of the company.</summary>
    Instant,
    YesNo,
    OneOf
}

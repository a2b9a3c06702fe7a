using System.Globalization;
using System.Text;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>How text is written down to be found: lower case, without accents, so that "garcia" finds "García".</summary>
public static class SearchWords
{
    public static string Fold(params IEnumerable<string?> texts) =>
        string.Join(' ', texts.Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => FoldOne(text!)));

    public static IReadOnlyList<string> Of(string? typed) =>
        typed is null ? [] : FoldOne(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    static string FoldOne(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark)
                plain.Append(char.ToLowerInvariant(letter));
        }

        return plain.ToString().Normalize(NormalizationForm.FormC);
    }
}

using System.Text.RegularExpressions;

namespace BackOfficeFlow.Work.Forms;

/// <summary>A bank's identifier (ISO 9362): bank, country, place, and perhaps a branch.</summary>
public static partial class Bic
{
    public static string? Normalise(string text)
    {
        var code = text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        return Shape().IsMatch(code) ? code : null;
    }

    [GeneratedRegex("^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$")]
    private static partial Regex Shape();
}

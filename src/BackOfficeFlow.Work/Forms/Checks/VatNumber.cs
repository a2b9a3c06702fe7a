using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace BackOfficeFlow.Work.Forms;

/// <summary>Tax numbers of the other member states, by their pattern only. Whether one is registered is asked elsewhere.</summary>
public static class VatNumber
{
    static readonly FrozenDictionary<string, string> Patterns = new Dictionary<string, string>
    {
        ["AT"] = @"U\d{8}", ["BE"] = @"[01]\d{9}", ["BG"] = @"\d{9,10}", ["CY"] = @"\d{8}[A-Z]", ["CZ"] = @"\d{8,10}", ["DE"] = @"\d{9}",
        ["DK"] = @"\d{8}", ["EE"] = @"\d{9}", ["EL"] = @"\d{9}", ["FI"] = @"\d{8}", ["FR"] = @"[A-HJ-NP-Z0-9]{2}\d{9}", ["HR"] = @"\d{11}",
        ["HU"] = @"\d{8}", ["IE"] = @"\d[A-Z0-9+*]\d{5}[A-Z]{1,2}", ["IT"] = @"\d{11}", ["LT"] = @"(\d{9}|\d{12})", ["LU"] = @"\d{8}",
        ["LV"] = @"\d{11}", ["MT"] = @"\d{8}", ["NL"] = @"\d{9}B\d{2}", ["PL"] = @"\d{10}", ["PT"] = @"\d{9}", ["RO"] = @"\d{2,10}",
        ["SE"] = @"\d{12}", ["SI"] = @"\d{8}", ["SK"] = @"\d{10}",
    }.ToFrozenDictionary();

    public static string? Normalise(string text)
    {
        var number = new string([.. text.Where(sign => !char.IsWhiteSpace(sign) && sign is not ('-' or '.'))]).ToUpperInvariant();
        return number.Length > 3 && Patterns.TryGetValue(number[..2], out var pattern) && Regex.IsMatch(number[2..], $"^{pattern}$", RegexOptions.None, TimeSpan.FromSeconds(1)) ? number : null;
    }
}

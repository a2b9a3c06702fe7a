using System.Collections.Frozen;

namespace BackOfficeFlow.Work.Forms;

public enum IbanVerdict { Right, ShapeWrong, CountryUnknown, LengthWrong, ControlWrong }

/// <summary>International bank account numbers (ISO 13616): the country's length, then mod 97 = 1.</summary>
public static class Iban
{
    static readonly FrozenDictionary<string, int> Lengths = new Dictionary<string, int>
    {
        ["AD"] = 24, ["AT"] = 20, ["BE"] = 16, ["BG"] = 22, ["CH"] = 21, ["CY"] = 28, ["CZ"] = 24, ["DE"] = 22, ["DK"] = 18, ["EE"] = 20,
        ["ES"] = 24, ["FI"] = 18, ["FR"] = 27, ["GB"] = 22, ["GI"] = 23, ["GR"] = 27, ["HR"] = 21, ["HU"] = 28, ["IE"] = 22, ["IS"] = 26,
        ["IT"] = 27, ["LI"] = 21, ["LT"] = 20, ["LU"] = 20, ["LV"] = 21, ["MC"] = 27, ["MT"] = 31, ["NL"] = 18, ["NO"] = 15, ["PL"] = 28,
        ["PT"] = 25, ["RO"] = 24, ["SE"] = 24, ["SI"] = 19, ["SK"] = 24, ["SM"] = 27, ["VA"] = 22, ["AL"] = 28, ["MD"] = 24, ["ME"] = 22,
        ["MK"] = 19, ["RS"] = 22,
    }.ToFrozenDictionary();

    public static (IbanVerdict Verdict, string Number, int Expected) Read(string text)
    {
        var number = new string([.. text.Where(sign => !char.IsWhiteSpace(sign) && sign is not ('-' or '.'))]).ToUpperInvariant();
        if (number.Length < 5 || !number.All(char.IsAsciiLetterOrDigit) || !char.IsAsciiLetter(number[0]) || !char.IsAsciiLetter(number[1]) || !char.IsAsciiDigit(number[2]) || !char.IsAsciiDigit(number[3]))
            return (IbanVerdict.ShapeWrong, number, 0);
        if (!Lengths.TryGetValue(number[..2], out var length))
            return (IbanVerdict.CountryUnknown, number, 0);
        if (number.Length != length)
            return (IbanVerdict.LengthWrong, number, length);
        return (Remainder(number[4..] + number[..4]) == 1 ? IbanVerdict.Right : IbanVerdict.ControlWrong, number, length);
    }

    static int Remainder(string number) =>
        number.Aggregate(0, (rest, sign) => char.IsAsciiDigit(sign) ? (rest * 10 + (sign - '0')) % 97 : (rest * 100 + (sign - 'A' + 10)) % 97);
}

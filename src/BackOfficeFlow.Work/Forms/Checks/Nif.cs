namespace BackOfficeFlow.Work.Forms;

public enum NifVerdict { Right, ShapeWrong, ControlWrong }

/// <summary>Spanish tax numbers: DNI, NIE, the personal K, L and M, and companies (Real Decreto 1065/2007 art. 18-22, Orden EHA/451/2008).</summary>
public static class Nif
{
    const string PersonLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
    const string CompanyLetters = "JABCDEFGHI";

    public static (NifVerdict Verdict, string Number) Read(string text)
    {
        var number = new string([.. text.Where(sign => !char.IsWhiteSpace(sign) && sign is not ('-' or '.' or '/'))]).ToUpperInvariant();
        // An intracommunity number is the same number with the country before it.
        if (number.Length == 11 && number.StartsWith("ES", StringComparison.Ordinal))
            number = number[2..];
        if (number.Length != 9 || !number[1..8].All(char.IsAsciiDigit))
            return (NifVerdict.ShapeWrong, number);

        return number[0] switch
        {
            >= '0' and <= '9' => Person(number, number[..8]),
            'X' or 'Y' or 'Z' => Person(number, (char)('0' + (number[0] - 'X')) + number[1..8]),
            'K' or 'L' or 'M' => Person(number, number[1..8]),
            'A' or 'B' or 'C' or 'D' or 'E' or 'F' or 'G' or 'H' or 'J' or 'N' or 'P' or 'Q' or 'R' or 'S' or 'U' or 'V' or 'W' => Company(number),
            _ => (NifVerdict.ShapeWrong, number),
        };
    }

    static (NifVerdict, string) Person(string number, string digits) =>
        char.IsAsciiLetter(number[8]) ? Verdict(number, PersonLetters[int.Parse(digits, null) % 23] == number[8]) : (NifVerdict.ShapeWrong, number);

    static (NifVerdict, string) Company(string number)
    {
        var sum = 0;
        for (var at = 1; at <= 7; at++)
        {
            var digit = number[at] - '0';
            sum += at % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
        }

        var control = (10 - sum % 10) % 10;
        var asDigit = number[8] == (char)('0' + control);
        var asLetter = number[8] == CompanyLetters[control];
        return Verdict(number, number[0] switch
        {
            'A' or 'B' or 'E' or 'H' => asDigit,
            'N' or 'P' or 'Q' or 'R' or 'S' or 'W' => asLetter,
            _ => asDigit || asLetter,
        });
    }

    static (NifVerdict, string) Verdict(string number, bool right) => (right ? NifVerdict.Right : NifVerdict.ControlWrong, number);
}

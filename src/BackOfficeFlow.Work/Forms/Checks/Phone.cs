namespace BackOfficeFlow.Work.Forms;

/// <summary>Telephone numbers in international form (E.164). A Spanish number may be typed without its country.</summary>
public static class Phone
{
    static readonly string[] Premium = ["+34803", "+34806", "+34807", "+34905", "+34907"];

    public static string? Normalise(string text)
    {
        var number = new string([.. text.Where(sign => !char.IsWhiteSpace(sign) && sign is not ('-' or '.' or '(' or ')' or '/'))]);
        if (number.StartsWith("00", StringComparison.Ordinal))
            number = "+" + number[2..];
        if (number.Length == 9 && number[0] is '6' or '7' or '8' or '9')
            number = "+34" + number;

        if (number.Length is < 8 or > 16 || number[0] != '+' || number[1] == '0' || !number[1..].All(char.IsAsciiDigit))
            return null;
        return number.StartsWith("+34", StringComparison.Ordinal) && (number.Length != 12 || number[3] is not ('6' or '7' or '8' or '9')) ? null : number;
    }

    /// <summary>Only Spanish ranges are known; a foreign number is taken as it is.</summary>
    public static bool IsMobile(string number) => !number.StartsWith("+34", StringComparison.Ordinal) || number[3] is '6' or '7';

    public static bool IsPremium(string number) => Premium.Any(range => number.StartsWith(range, StringComparison.Ordinal));
}

namespace BackOfficeFlow.Work.Forms;

/// <summary>Texts of a known shape: tax numbers, bank accounts, addresses of every kind.</summary>
sealed partial class FieldReading
{
    string? ReadShaped(object? given)
    {
        if (given is not string text)
            return WrongText("NotText");
        if (text.Length > 2000 || text.Any(char.IsControl))
            return WrongText("ControlCharacters");

        return field.Kind switch
        {
            FieldKind.Nif => ReadNif(text),
            FieldKind.Iban => ReadIban(text),
            FieldKind.Bic => Bic.Normalise(text) ?? WrongText("BicWrong"),
            FieldKind.Email => EmailAddress.Normalise(text) ?? WrongText("EmailWrong"),
            FieldKind.Phone => ReadPhone(text),
            FieldKind.Postcode => ReadPostcode(text, path),
            FieldKind.Url => ReadUrl(text),
            _ => throw new InvalidOperationException($"Field kind {field.Kind} has no check."),
        };
    }

    string? ReadNif(string text)
    {
        var reading = Nif.Read(text);
        if (reading.Verdict is NifVerdict.Right)
            return reading.Number;
        if (field.EuropeanVat && VatNumber.Normalise(text) is { } vat)
            return vat;
        return WrongText(reading.Verdict is NifVerdict.ControlWrong ? "NifControlWrong" : field.EuropeanVat ? "VatWrong" : "NifWrong");
    }

    string? ReadIban(string text)
    {
        var reading = Iban.Read(text);
        return reading.Verdict switch
        {
            IbanVerdict.Right => reading.Number,
            IbanVerdict.LengthWrong => WrongText("IbanLength", reading.Number[..2], reading.Expected, reading.Number.Length),
            IbanVerdict.CountryUnknown => WrongText("IbanCountry", reading.Number[..2]),
            IbanVerdict.ControlWrong => WrongText("IbanControlWrong"),
            _ => WrongText("IbanWrong"),
        };
    }

    string? ReadPhone(string text)
    {
        if (Phone.Normalise(text) is not { } number)
            return WrongText("PhoneWrong");
        if (field.Mobile && !Phone.IsMobile(number))
            return WrongText("PhoneNotMobile");
        return field.CallBack && Phone.IsPremium(number) ? WrongText("PhonePremium") : number;
    }

    string? ReadPostcode(string text, string where)
    {
        var code = text.Trim();
        if (code.Length == 5 && code.All(char.IsAsciiDigit))
            return Provinces.OfPostcode(code) is null ? Refuse(where, "PostcodeProvince", code[..2]) : code;
        return Refuse(where, "PostcodeWrong");
    }

    string? ReadUrl(string text) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && text.Length <= field.MaxLength
            ? text.Trim()
            : WrongText("UrlWrong");

    string? Refuse(string where, string code, params object?[] arguments)
    {
        Wrong(where, code, arguments);
        return null;
    }
}

using System.Globalization;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>Says a value of a case as a person would write it, in the reader's format and zone.</summary>
public static class FactWords
{
    public static string Say(object? value, TimeZoneInfo zone) => value switch
    {
        null => "",
        string text => Instant(text, zone) ?? text,
        bool yes => Texts.Of(yes ? "Yes" : "No"),
        DateTimeOffset at => TimeZoneInfo.ConvertTime(at, zone).ToString("g", CultureInfo.CurrentCulture),
        DateOnly day => day.ToString("d", CultureInfo.CurrentCulture),
        decimal number => number.ToString("#,0.####", CultureInfo.CurrentCulture),
        double number => number.ToString("#,0.####", CultureInfo.CurrentCulture),
        IReadOnlyDictionary<string, object?> parts => SayParts(parts, zone),
        IEnumerable<object?> list => string.Join(", ", list.Select(each => Say(each, zone))),
        IFormattable other => other.ToString(null, CultureInfo.CurrentCulture),
        _ => value.ToString() ?? ""
    };

    static string SayParts(IReadOnlyDictionary<string, object?> parts, TimeZoneInfo zone)
    {
        if (parts.Count == 2 && parts.GetValueOrDefault("amount") is { } amount && parts.GetValueOrDefault("currency") is string currency)
            return $"{Convert.ToDecimal(amount, CultureInfo.InvariantCulture).ToString("N2", CultureInfo.CurrentCulture)} {currency}";

        return string.Join(", ", parts.Where(part => part.Value is not null).Select(part => $"{part.Key}: {Say(part.Value, zone)}"));
    }

    /// <summary>Stored values keep instants as text.</summary>
    static string? Instant(string text, TimeZoneInfo zone)
    {
        if (text.Length is < 10 or > 35 || !char.IsAsciiDigit(text[0]) || text[4] != '-')
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return Say(day, zone);

        return text.Length > 18 && text[10] == 'T' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? Say(at, zone) : null;
    }
}

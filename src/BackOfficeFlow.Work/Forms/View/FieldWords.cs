using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace BackOfficeFlow.Work.Forms;

/// <summary>Turns values into what a control shows, and what somebody typed into values. Numbers go by the reader's culture here and nowhere else.</summary>
public static partial class FieldWords
{
    public static string Shown(FieldKind kind, object? value, CultureInfo culture, string zone) => value switch
    {
        null => "",
        decimal or long or int or double => Convert.ToDecimal(value, CultureInfo.InvariantCulture).ToString(kind is FieldKind.Money ? "0.00" : "0.##########", culture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => Instant.FromDateTimeOffset(instant).InZone(DateTimeZoneProviders.Tzdb[zone]).LocalDateTime.ToDateTimeUnspecified().ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
        string text when kind is FieldKind.DateTime && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var instant) && HasOffset().IsMatch(text) => Shown(kind, instant, culture, zone),
        _ => Convert.ToString(value, culture) ?? "",
    };

    /// <summary>A number when the text is one in the culture, else the text as it was typed: the check says what is wrong with it.</summary>
    public static object? Number(string? typed, CultureInfo culture)
    {
        var text = typed?.Trim();
        if (string.IsNullOrEmpty(text))
            return null;

        // Thousands must come in threes: "12.5" in Spanish is no 125.
        var group = Regex.Escape(culture.NumberFormat.NumberGroupSeparator);
        var point = Regex.Escape(culture.NumberFormat.NumberDecimalSeparator);
        var isPlain = Regex.IsMatch(text, $@"^[+-]?(\d+|\d{{1,3}}({group}\d{{3}})+)({point}\d+)?$", RegexOptions.None, TimeSpan.FromSeconds(1));
        return isPlain && decimal.TryParse(text, NumberStyles.Number, culture, out var number) ? number : text;
    }

    public static object? Text(object? typed) => typed is string { Length: > 0 } text ? text : null;

    [GeneratedRegex(@"(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex HasOffset();
}

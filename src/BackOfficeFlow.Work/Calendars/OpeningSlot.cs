using System.Globalization;
using NodaTime;

namespace BackOfficeFlow.Work.Calendars;

/// <summary>An opening interval in minutes of the local day on which it begins. One that ends on the next day ("22:00-06:00") goes past 24 hours.</summary>
public readonly record struct OpeningSlot(int From, int To)
{
    public const int Day = 24 * 60;

    /// <summary>Reads "09:00-14:00", "22:00-06:00" or "00:00-24:00".</summary>
    public static bool TryParse(string? text, out OpeningSlot slot)
    {
        slot = default;
        var parts = (text ?? "").Split('-', StringSplitOptions.TrimEntries);
        if (parts.Length != 2 || Minutes(parts[0]) is not { } from || Minutes(parts[1]) is not { } to || from == Day || from == to)
            return false;
        slot = new OpeningSlot(from, to < from ? to + Day : to);
        return true;
    }

    internal OpeningSlot Until(int minute) => this with { To = Math.Min(To, minute) };

    internal OpeningSlot Since(int minute) => this with { From = Math.Max(From, minute) };

    public LocalDateTime Start(LocalDate date) => At(date, From);

    public LocalDateTime End(LocalDate date) => At(date, To);

    static LocalDateTime At(LocalDate date, int minutes) => date.AtMidnight().PlusMinutes(minutes);

    static int? Minutes(string text)
    {
        if (text is "24:00")
            return Day;
        return TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.Hour * 60 + time.Minute : null;
    }
}

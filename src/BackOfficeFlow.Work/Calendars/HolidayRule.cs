using NodaTime;

namespace BackOfficeFlow.Work.Calendars;

/// <summary>A day of each year, or of one: a fixed date, a distance from Easter Sunday, or a single date.</summary>
public sealed record DayRule(int? Month, int? Day, int? Easter, LocalDate? Date)
{
    public LocalDate? In(int year)
    {
        if (Date is { } single)
            return single.Year == year ? single : null;
        if (Easter is { } distance)
            return EasterSunday(year).PlusDays(distance);
        return Day <= CalendarSystem.Iso.GetDaysInMonth(year, Month!.Value) ? new LocalDate(year, Month.Value, Day!.Value) : null;
    }

    /// <summary>The Gregorian computus (Meeus, Jones, Butcher).</summary>
    public static LocalDate EasterSunday(int year)
    {
        var golden = year % 19;
        var century = year / 100;
        var moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
        var weekday = (32 + 2 * (century % 4) + 2 * (year % 100 / 4) - moon - year % 100 % 4) % 7;
        var late = (golden + 11 * moon + 22 * weekday) / 451;
        var day = moon + weekday - 7 * late + 114;
        return new LocalDate(year, day / 31, day % 31 + 1);
    }
}

/// <summary>A holiday: when it is, in which years, whether a Sunday moves it to Monday, and which one it replaces.</summary>
public sealed record HolidayRule(DayRule Day, IReadOnlyDictionary<string, string> Name)
{
    public int? FirstYear { get; init; }
    public int? LastYear { get; init; }
    public bool SundayToMonday { get; init; }

    /// <summary>The holiday that this one is kept instead of: that day is an ordinary one.</summary>
    public LocalDate? InsteadOf { get; init; }

    public LocalDate? In(int year)
    {
        if (year < FirstYear || year > LastYear || Day.In(year) is not { } date)
            return null;
        return SundayToMonday && date.DayOfWeek is IsoDayOfWeek.Sunday ? date.PlusDays(1) : date;
    }
}

/// <summary>A calendar's own day: closed, open for less (24 December until noon), or open although it is a holiday or week-end.</summary>
public sealed record DayException(DayRule Day, IReadOnlyDictionary<string, string> Name, IReadOnlyList<OpeningSlot>? Slots)
{
    /// <summary>Null: what the week says, unless the day is closed altogether.</summary>
    public bool? IsBusinessDay { get; init; }

    internal SpecialDay On(LocalDate date, SpecialDay? holiday) =>
        new(Name.Count > 0 ? Name : holiday?.Name ?? Name, IsBusinessDay ?? (Slots is { Count: 0 } ? false : holiday?.IsBusinessDay), Slots ?? holiday?.Slots);
}

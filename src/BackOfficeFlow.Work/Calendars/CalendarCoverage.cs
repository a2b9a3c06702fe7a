using NodaTime;

namespace BackOfficeFlow.Work.Calendars;

/// <summary>How far a calendar's holidays reach, seen from a day.</summary>
public enum CalendarCoverage
{
    /// <summary>Far enough for the terms that begin now.</summary>
    Enough,

    /// <summary>Terms that begin in the next months reach into a year whose holidays nobody has entered: they are refused.</summary>
    EndsSoon,

    /// <summary>The calendar takes no holiday list and has no holidays of its own: each of its weekdays counts.</summary>
    None,
}

/// <summary>Finds how far a calendar's holidays reach.</summary>
public static class CalendarCoverages
{
    const int MonthsAhead = 6;

    public static CalendarCoverage Coverage(this Calendar calendar, DateTimeOffset now)
    {
        var today = Instant.FromDateTimeOffset(now).InZone(calendar.Zone).Date;
        return calendar.Holidays.Count == 0 ? CalendarCoverage.None
            : calendar.Knows(today) && calendar.Knows(today.PlusMonths(MonthsAhead)) ? CalendarCoverage.Enough
            : CalendarCoverage.EndsSoon;
    }
}

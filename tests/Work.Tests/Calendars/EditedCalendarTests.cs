using BackOfficeFlow.Work.Calendars;
using NodaTime;
using Calendar = BackOfficeFlow.Work.Calendars.Calendar;

namespace BackOfficeFlow.Work.Tests.Calendars;

public sealed class EditedCalendarTests
{
    static readonly Calendar Long = CalendarOf.Daily("\"09:00-14:00\", \"15:00-18:00\"");

    [Theory]
    // Three hours had passed at four o'clock; the rest is counted by the new hours.
    [InlineData("2026-03-04 12:00", "8 BH", "2026-03-04 16:00", "2026-03-06 10:00")]
    // Over before the edit: nothing moves.
    [InlineData("2026-03-04 12:00", "3 BH", "2026-03-04 17:00", "2026-03-04 16:00")]
    // Begun after it: only the new hours count.
    [InlineData("2026-03-05 09:00", "8 BH", "2026-03-04 16:00", "2026-03-06 13:00")]
    public void Hours_that_had_passed_stay_counted(string start, string term, string edited, string due)
    {
        var calendar = CalendarOf.Daily("\"09:00-13:00\"").Since(Long, At(edited));

        DueDates.From(CalendarOf.Local(start), term, calendar).ShouldBe(CalendarOf.Local(due));
    }

    [Theory]
    [InlineData("2026-03-02 10:00", "3 BD", "2026-03-06 18:00")]
    [InlineData("2026-03-02 10:00", "2 BD", "2026-03-04 18:00")]
    [InlineData("2026-03-04 12:00", "1 BD", "2026-03-06 18:00")]
    public void A_holiday_entered_afterwards_makes_no_day_uncounted(string start, string term, string due)
    {
        var holidays = CalendarOf.Daily("\"09:00-18:00\"", """, "ownHolidays": [{ "date": "2026-03-03", "name": { "es": "a" } }, { "date": "2026-03-05", "name": { "es": "b" } }]""");

        DueDates.From(CalendarOf.Local(start), term, holidays.Since(Long, At("2026-03-04 11:00"))).ShouldBe(CalendarOf.Local(due));
    }

    [Fact]
    public void A_night_shift_that_is_cut_short_ends_at_the_edit()
    {
        var nights = CalendarOf.Daily("\"22:00-06:00\"");
        var calendar = CalendarOf.Daily("\"10:00-12:00\"").Since(nights, At("2026-03-05 02:00"));

        calendar.Time().Between(CalendarOf.Local("2026-03-04 22:00"), CalendarOf.Local("2026-03-05 12:00")).ShouldBe(CalendarOf.Hours(4 + 2));
    }

    [Fact]
    public void Each_edit_counts_from_its_own_instant()
    {
        var first = CalendarOf.Daily("\"09:00-13:00\"").Since(Long, At("2026-03-04 16:00"));
        var second = CalendarOf.Daily("\"08:00-09:00\"").Since(first, At("2026-03-05 11:00"));

        // Wednesday 12-14 and 15-16, Thursday 9-11, then an hour a day.
        DueDates.From(CalendarOf.Local("2026-03-04 12:00"), "8 BH", second).ShouldBe(CalendarOf.Local("2026-03-08 09:00"));
    }

    [Fact]
    public void The_years_before_an_edit_are_those_of_the_calendar_before()
    {
        var region = CalendarOf.Read("""{ "title": "Madrid", "zone": "Europe/Madrid", "opening": { "monday": ["09:00-18:00"] }, "holidays": ["ES", "ES-MD"] }""");
        var calendar = region.Since(Long, At("2026-03-04 16:00"));

        calendar.Knows(CalendarOf.Day("2020-01-01")).ShouldBeTrue();
        calendar.Knows(CalendarOf.Day("2027-01-01")).ShouldBeFalse();
    }

    static LocalDateTime At(string text) => LocalDateTime.FromDateTime(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
}

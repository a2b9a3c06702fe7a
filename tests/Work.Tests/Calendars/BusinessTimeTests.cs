using BackOfficeFlow.Work.Calendars;
using NodaTime;
using static BackOfficeFlow.Work.Tests.Calendars.CalendarOf;

namespace BackOfficeFlow.Work.Tests.Calendars;

public sealed class BusinessTimeTests
{
    static readonly BusinessTime Office = StandardCalendars.Spain.Time();

    [Fact]
    public void A_slot_in_which_the_clock_springs_forward_is_an_hour_shorter()
    {
        var night = Daily("\"00:00-06:00\"").Time();

        night.Between(Local("2026-03-29T00:00"), Local("2026-03-29T06:00")).ShouldBe(Hours(5));
        night.Add(Local("2026-03-29T00:00"), Hours(5)).ShouldBe(Local("2026-03-29T06:00"));
    }

    [Fact]
    public void A_slot_that_begins_in_the_spring_gap_begins_at_the_first_instant_that_exists()
    {
        var early = Daily("\"02:30-05:00\"").Time();

        early.NextOpening(Local("2026-03-29T00:00")).ShouldBe(Local("2026-03-29T03:00"));
        early.Between(Local("2026-03-29T00:00"), Local("2026-03-29T12:00")).ShouldBe(Hours(2));
    }

    [Fact]
    public void A_slot_that_lies_whole_in_the_spring_gap_does_not_exist_that_day()
    {
        var gone = Daily("\"02:10-02:50\"").Time();

        gone.Between(Local("2026-03-29T00:00"), Local("2026-03-29T12:00")).ShouldBe(TimeSpan.Zero);
        gone.NextOpening(Local("2026-03-29T00:00")).ShouldBe(Local("2026-03-30T02:10"));
    }

    [Fact]
    public void The_hour_that_comes_twice_in_autumn_is_counted_as_it_passes_and_never_twice()
    {
        var night = Daily("\"00:00-06:00\"").Time();
        var split = Daily("\"00:00-02:30\", \"02:30-06:00\"").Time();

        night.Between(Local("2026-10-25T00:00"), Local("2026-10-25T06:00")).ShouldBe(Hours(7));
        split.Between(Local("2026-10-25T00:00"), Local("2026-10-25T06:00")).ShouldBe(Hours(7));
        night.Add(Local("2026-10-25T00:00"), Hours(3.5)).ShouldBe(Local("2026-10-25T01:30:00Z"));
    }

    [Fact]
    public void A_night_shift_goes_on_over_midnight_and_over_the_clock_change()
    {
        var shift = Read("""{ "title": "Night", "zone": "Europe/Madrid", "opening": { "saturday": ["22:00-06:00"] } }""").Time();

        shift.Add(Local("2026-11-21T23:00"), Hours(4)).ShouldBe(Local("2026-11-22T03:00"));
        shift.NextOpening(Local("2026-11-22T03:00")).ShouldBe(Local("2026-11-22T03:00"));
        shift.Between(Local("2026-11-21T22:00"), Local("2026-11-22T08:00")).ShouldBe(Hours(8));
        shift.Between(Local("2026-03-28T22:00"), Local("2026-03-29T08:00")).ShouldBe(Hours(7));
        shift.Between(Local("2026-10-24T22:00"), Local("2026-10-25T08:00")).ShouldBe(Hours(9));
    }

    [Fact]
    public void A_day_that_ends_at_24_00_joins_the_next()
    {
        var always = Daily("\"00:00-24:00\"").Time();

        always.Add(Local("2026-11-25T23:00"), Hours(2)).ShouldBe(Local("2026-11-26T01:00"));
        always.Between(Local("2026-11-25T00:00"), Local("2026-11-27T00:00")).ShouldBe(Hours(48));
        always.IsOpen(Local("2026-11-26T00:00")).ShouldBeTrue();
    }

    [Fact]
    public void A_night_shift_that_runs_into_the_next_days_slot_is_counted_once()
    {
        var overlapping = Daily("\"04:00-12:00\", \"22:00-06:00\"").Time();

        overlapping.Between(Local("2026-11-25T22:00"), Local("2026-11-26T12:00")).ShouldBe(Hours(14));
    }

    [Fact]
    public void A_half_day_and_a_closed_day_count_for_what_they_are()
    {
        Office.Between(Local("2026-12-24T00:00"), Local("2026-12-25T00:00")).ShouldBe(Hours(5));
        Office.Between(Local("2026-12-25T00:00"), Local("2026-12-26T00:00")).ShouldBe(TimeSpan.Zero);
        Office.Add(Local("2026-12-24T13:00"), Hours(2)).ShouldBe(Local("2026-12-28T10:00"));
    }

    [Fact]
    public void Lunch_is_a_gap_and_slots_that_touch_are_none()
    {
        Office.Add(Local("2026-11-25T13:30"), Hours(1)).ShouldBe(Local("2026-11-25T15:30"));
        Daily("\"09:00-12:00\", \"12:00-15:00\"").Time().Add(Local("2026-11-25T11:00"), Hours(2)).ShouldBe(Local("2026-11-25T13:00"));
    }

    [Fact]
    public void A_start_at_the_end_of_a_slot_begins_with_the_next_and_a_due_time_at_the_end_stays_there()
    {
        Office.NextOpening(Local("2026-11-25T14:00")).ShouldBe(Local("2026-11-25T15:00"));
        Office.Add(Local("2026-11-25T14:00"), Hours(1)).ShouldBe(Local("2026-11-25T16:00"));
        Office.Add(Local("2026-11-25T13:00"), Hours(1)).ShouldBe(Local("2026-11-25T14:00"));
        Office.Add(Local("2026-11-27T17:00"), Hours(1)).ShouldBe(Local("2026-11-27T18:00"));
    }

    [Theory]
    [InlineData("2026-12-08T11:00", "2026-12-09T10:00")]
    [InlineData("2026-11-28T11:00", "2026-11-30T10:00")]
    [InlineData("2026-11-29T23:59", "2026-11-30T10:00")]
    public void A_start_on_a_holiday_or_week_end_waits_for_the_next_working_day(string start, string due) =>
        Office.Add(Local(start), Hours(1)).ShouldBe(Local(due));

    [Fact]
    public void A_holiday_that_is_added_moves_the_due_time_and_a_removed_one_brings_it_back()
    {
        var start = Local("2026-11-26T17:00");
        var without = Daily("\"09:00-18:00\"");
        var with = Daily("\"09:00-18:00\"", """, "ownHolidays": [{ "date": "2026-11-27", "name": { "es": "Fiesta local" } }]""");

        without.Time().Add(start, Hours(2)).ShouldBe(Local("2026-11-27T10:00"));
        with.Time().Add(start, Hours(2)).ShouldBe(Local("2026-11-28T10:00"));
        with.NameOf(Day("2026-11-27"))!["es"].ShouldBe("Fiesta local");
    }

    [Fact]
    public void Recurring_movable_single_and_substituted_days_stand_side_by_side()
    {
        var calendar = Daily("\"09:00-18:00\"", """
            , "businessDays": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
            "ownHolidays": [
              { "month": 5, "day": 15, "name": { "es": "San Isidro" } },
              { "month": 11, "day": 9, "name": { "es": "La Almudena" }, "sundayToMonday": true },
              { "easter": 50, "name": { "es": "Lunes de Pentecostés" } },
              { "date": "2026-07-10", "name": { "es": "Aniversario" } },
              { "date": "2026-05-18", "name": { "es": "San Isidro, trasladado" }, "insteadOf": "2026-05-15" },
              { "month": 6, "day": 1, "name": { "es": "Solo hasta 2025" }, "lastYear": 2025 }
            ]
            """);

        Closed(calendar, 2025).ShouldBe(["2025-05-15", "2025-06-01", "2025-06-09", "2025-11-10"]);
        Closed(calendar, 2026).ShouldBe(["2026-05-18", "2026-05-25", "2026-07-10", "2026-11-09"]);
    }

    [Fact]
    public void An_exception_opens_a_holiday_and_closes_an_ordinary_day()
    {
        var calendar = Read("""
            {
              "title": "Campaign", "zone": "Europe/Madrid", "opening": { "monday": ["09:00-18:00"], "tuesday": ["09:00-18:00"], "wednesday": ["09:00-18:00"] }, "holidays": ["ES"],
              "exceptions": [{ "date": "2026-12-08", "opening": ["10:00-12:00"], "businessDay": true }, { "date": "2026-12-09", "opening": [] }]
            }
            """);

        calendar.Time().Between(Local("2026-12-08T00:00"), Local("2026-12-10T00:00")).ShouldBe(Hours(2));
        calendar.IsBusinessDay(Day("2026-12-08")).ShouldBeTrue();
        calendar.IsBusinessDay(Day("2026-12-09")).ShouldBeFalse();
    }

    [Fact]
    public void A_goal_of_more_than_ten_years_is_worked_out() =>
        Daily("\"09:00-17:00\"").Time().Add(Local("2026-01-01T09:00"), Hours(8 * 4018)).ShouldBe(Local("2036-12-31T17:00"));

    [Fact]
    public void A_calendar_that_never_opens_is_refused_and_one_that_opens_no_more_says_so()
    {
        CalendarReader.Read("""{ "title": "Never", "zone": "Europe/Madrid", "opening": { "monday": [] } }"""u8.ToArray()).Findings.Single().Code.ShouldBe("NeverOpens");

        var past = Read("""{ "title": "Once", "zone": "Europe/Madrid", "opening": {}, "exceptions": [{ "date": "2026-01-10", "opening": ["09:00-10:00"] }] }""").Time();
        past.Add(Local("2026-01-01T00:00"), Hours(1)).ShouldBe(Local("2026-01-10T10:00"));
        Should.Throw<CalendarNeverOpensException>(() => past.Add(Local("2026-02-01T00:00"), Hours(1))).Message.ShouldContain("Once");
    }

    [Fact]
    public void A_year_whose_holidays_are_not_known_is_refused_rather_than_guessed()
    {
        Should.Throw<CalendarEndsException>(() => Office.Add(Local("2030-12-31T13:00"), Hours(10))).Message.ShouldContain("2031");
        Office.Add(Local("2024-01-01T00:00"), Hours(1)).ShouldBe(Local("2024-01-02T10:00"));
        Office.LastClosing(Local("2030-12-31T20:00")).ShouldBe(Local("2030-12-31T14:00"));
    }

    [Fact]
    public void A_time_outside_opening_hours_can_be_moved_either_way()
    {
        Office.NextOpening(Local("2026-11-25T20:00")).ShouldBe(Local("2026-11-26T09:00"));
        Office.LastClosing(Local("2026-11-25T20:00")).ShouldBe(Local("2026-11-25T18:00"));
        Office.LastClosing(Local("2026-11-30T08:00")).ShouldBe(Local("2026-11-27T18:00"));
        Office.LastClosing(Local("2026-11-25T14:00")).ShouldBe(Local("2026-11-25T14:00"));
        Office.LastClosing(Local("2026-11-25T10:00")).ShouldBe(Local("2026-11-25T10:00"));
    }

    [Fact]
    public void The_next_business_day_at_a_time_is_local_and_exists()
    {
        Office.OnBusinessDay(Local("2026-11-27T10:00"), 1, new LocalTime(16, 0)).ShouldBe(Local("2026-11-30T16:00"));
        Daily("\"00:00-24:00\"", """, "businessDays": ["sunday"]""").Time().OnBusinessDay(Local("2026-03-28T10:00"), 1, new LocalTime(2, 30)).ShouldBe(Local("2026-03-29T03:00"));
    }

    [Fact]
    public void A_leap_day_and_the_turn_of_the_year_are_days_like_others()
    {
        var daily = Daily("\"09:00-17:00\"").Time();

        daily.Add(Local("2028-02-28T16:00"), Hours(2)).ShouldBe(Local("2028-02-29T10:00"));
        daily.Add(Local("2026-12-31T16:00"), Hours(2)).ShouldBe(Local("2027-01-01T10:00"));
        Office.AddBusinessDays(Day("2026-12-31"), 1).ShouldBe(Day("2027-01-04"));
    }

    [Fact]
    public void The_zone_rules_that_are_used_have_a_version() => Calendar.ZoneRules.ShouldStartWith("TZDB: 20");

    [Theory]
    [InlineData("""{ "title": "x", "zone": "Madrid", "opening": { "monday": ["09:00-10:00"] } }""", "zone ZoneUnknown")]
    [InlineData("""{ "title": "x", "zone": "Europe/Madrid", "opening": { "monday": ["9-10"] } }""", "opening.monday SlotWrong")]
    [InlineData("""{ "title": "x", "zone": "Europe/Madrid", "opening": { "monday": ["09:00-09:00"] } }""", "opening.monday SlotWrong")]
    [InlineData("""{ "title": "x", "zone": "Europe/Madrid", "opening": { "monday": ["09:00-12:00", "11:00-13:00"] } }""", "opening.monday SlotsOverlap")]
    [InlineData("""{ "title": "x", "zone": "Europe/Madrid", "opening": { "lunes": ["09:00-10:00"] } }""", "opening.lunes UnknownProperty")]
    [InlineData("""{ "title": "x", "zone": "Europe/Madrid", "opening": { "monday": ["09:00-10:00"] }, "holidays": ["FR"] }""", "holidays HolidaysUnknown")]
    [InlineData("""{ "title": "x", "zone": "Europe/Madrid", "opening": { "monday": ["09:00-10:00"] }, "exceptions": [{ "date": "2026-12-24" }] }""", "exceptions[0] ExceptionEmpty")]
    [InlineData("""{ "title": "x", "zone": "Europe/Madrid", "opening": { "monday": ["09:00-10:00"] }, "exceptions": [{ "month": 2, "day": 30, "opening": [] }] }""", "exceptions[0] DayWrong")]
    [InlineData("""{ "title": "x", "zone": "Europe/Madrid", "opening": { "monday": ["09:00-10:00"] }, "ownHolidays": [{ "easter": 1, "date": "2026-12-24", "name": {} }] }""", "ownHolidays[0] DayWrong")]
    [InlineData("""{ "title": "x", "zone": "Europe/Madrid", "opening": { "monday": ["09:00-10:00"] }, "businessDays": ["moonday"] }""", "businessDays UnknownWord")]
    public void A_calendar_that_is_wrong_is_refused_with_the_place(string json, string finding)
    {
        var reading = CalendarReader.Read(System.Text.Encoding.UTF8.GetBytes(json));

        reading.Calendar.ShouldBeNull();
        reading.Findings.Select(each => $"{each.Place} {each.Code}").ShouldContain(finding);
    }

    static List<string> Closed(Calendar calendar, int year) =>
        [.. Enumerable.Range(0, 366).Select(day => new LocalDate(year, 1, 1).PlusDays(day)).Where(day => day.Year == year && !calendar.IsBusinessDay(day)).Select(day => day.ToString("uuuu-MM-dd", null))];
}

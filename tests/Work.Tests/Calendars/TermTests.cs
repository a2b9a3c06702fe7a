using BackOfficeFlow.Work.Calendars;

namespace BackOfficeFlow.Work.Tests.Calendars;

/// <summary>Terms of law and of banks, worked out by hand.</summary>
public sealed class TermTests
{
    const string Spain = """{ "title": "Spain", "zone": "Europe/Madrid", "opening": { "monday": ["09:00-18:00"] }, "holidays": ["ES"] }""";
    const string Madrid = """{ "title": "Madrid", "zone": "Europe/Madrid", "opening": { "monday": ["09:00-18:00"] }, "holidays": ["ES", "ES-MD"] }""";

    [Theory]
    [InlineData("2026-11-30", "15 BD", Spain, "2026-12-22")]
    [InlineData("2026-11-30", "15 BD", Madrid, "2026-12-23")]
    [InlineData("2026-11-30", "15 CD", Spain, "2026-12-15")]
    [InlineData("2026-11-30", "5 CD", Spain, "2026-12-05")]
    [InlineData("2026-11-30", "10 BD", Spain, "2026-12-15")]
    [InlineData("2027-01-31", "1 MO", Spain, "2027-02-28")]
    [InlineData("2026-09-01", "56 CD", Spain, "2026-10-27")]
    [InlineData("2026-09-01", "13 MO", Spain, "2027-10-01")]
    [InlineData("2026-01-15", "6 MO", Spain, "2026-07-15")]
    [InlineData("2026-07-15", "6 MO", Spain, "2027-01-15")]
    [InlineData("2026-01-15", "1 YR", Spain, "2027-01-15")]
    [InlineData("2027-01-15", "6 MO", Spain, "2027-07-15")]
    [InlineData("2026-03-02", "30 CD", Spain, "2026-04-01")]
    [InlineData("2026-03-02", "1 YR", Spain, "2027-03-02")]
    [InlineData("2026-10-05", "20 CD", Spain, "2026-10-25")]
    [InlineData("2026-10-05", "7 CD", Spain, "2026-10-12")]
    [InlineData("2026-10-05", "21 CD", Spain, "2026-10-26")]
    [InlineData("2028-02-29", "1 YR", Spain, "2029-02-28")]
    [InlineData("2028-01-31", "1 MO", Spain, "2028-02-29")]
    [InlineData("2026-12-31", "1 MO", Spain, "2027-01-31")]
    [InlineData("2026-04-01", "1 KD", Spain, "2026-04-02")]
    [InlineData("2026-04-02", "1 KD", Spain, "2026-04-07")]
    [InlineData("2026-12-24", "1 KD", Spain, "2026-12-28")]
    [InlineData("2026-10-11", "2 KD", Spain, "2026-10-13")]
    public void A_term_in_days_ends_on(string start, string term, string calendar, string end) =>
        DueDates.LastDay(DateOnly.Parse(start, null), term, CalendarOf.Read(calendar)).ShouldBe(DateOnly.Parse(end, null));

    [Theory]
    [InlineData(2024, "2024-03-31")]
    [InlineData(2025, "2025-04-20")]
    [InlineData(2026, "2026-04-05")]
    [InlineData(2027, "2027-03-28")]
    [InlineData(2028, "2028-04-16")]
    [InlineData(2038, "2038-04-25")]
    [InlineData(2285, "2285-03-22")]
    public void Easter_falls_on(int year, string date) => DayRule.EasterSunday(year).ShouldBe(CalendarOf.Day(date));

    [Fact]
    public void Spain_keeps_ten_holidays_of_its_own_each_year() =>
        Holidays(CalendarOf.Read(Spain), 2027)
            .ShouldBe(["2027-01-01", "2027-01-06", "2027-03-26", "2027-05-01", "2027-08-15", "2027-10-12", "2027-11-01", "2027-12-06", "2027-12-08", "2027-12-25"]);

    [Theory]
    [InlineData("ES-AN", 12, "2025-02-28,2025-04-17,2025-10-13")]
    [InlineData("ES-AR", 12, "2025-04-17,2025-04-23,2025-10-13")]
    [InlineData("ES-AS", 12, "2025-04-17,2025-09-08,2025-10-13")]
    [InlineData("ES-CB", 12, "2025-04-17,2025-07-28,2025-09-15")]
    [InlineData("ES-CE", 14, "2025-03-31,2025-04-17,2025-06-06,2025-06-13,2025-08-05")]
    [InlineData("ES-CL", 12, "2025-04-17,2025-04-23,2025-10-13")]
    [InlineData("ES-CM", 12, "2025-04-17,2025-05-31,2025-06-19")]
    [InlineData("ES-CN", 11, "2025-04-17,2025-05-30")]
    [InlineData("ES-CT", 13, "2025-04-21,2025-06-24,2025-09-11,2025-12-26")]
    [InlineData("ES-EX", 12, "2025-04-17,2025-09-08,2025-10-13")]
    [InlineData("ES-GA", 12, "2025-04-17,2025-05-17,2025-07-25")]
    [InlineData("ES-IB", 12, "2025-03-01,2025-04-17,2025-12-26")]
    [InlineData("ES-MC", 12, "2025-03-19,2025-04-17,2025-06-09")]
    [InlineData("ES-MD", 12, "2025-04-17,2025-05-02,2025-07-25")]
    [InlineData("ES-ML", 14, "2025-03-31,2025-04-17,2025-06-06,2025-09-08,2025-09-17")]
    [InlineData("ES-NC", 13, "2025-04-17,2025-04-21,2025-07-25,2025-12-03")]
    [InlineData("ES-PV", 12, "2025-04-17,2025-04-21,2025-07-25")]
    [InlineData("ES-RI", 12, "2025-04-17,2025-04-21,2025-06-09")]
    [InlineData("ES-VC", 13, "2025-03-19,2025-04-21,2025-06-24,2025-10-09")]
    [InlineData("ES-AN", 12, "2026-02-28,2026-04-02,2026-11-02,2026-12-07")]
    [InlineData("ES-AR", 12, "2026-04-02,2026-04-23,2026-11-02,2026-12-07")]
    [InlineData("ES-AS", 12, "2026-04-02,2026-09-08,2026-11-02,2026-12-07")]
    [InlineData("ES-CB", 12, "2026-04-02,2026-07-28,2026-09-15,2026-12-07")]
    [InlineData("ES-CE", 14, "2026-03-20,2026-04-02,2026-05-27,2026-06-13,2026-08-05,2026-09-02")]
    [InlineData("ES-CL", 12, "2026-04-02,2026-04-23,2026-11-02,2026-12-07")]
    [InlineData("ES-CM", 12, "2026-04-02,2026-04-06,2026-06-04,2026-11-02")]
    [InlineData("ES-CN", 11, "2026-04-02,2026-05-30,2026-11-02")]
    [InlineData("ES-CT", 12, "2026-04-06,2026-06-24,2026-09-11,2026-12-26")]
    [InlineData("ES-EX", 12, "2026-04-02,2026-09-08,2026-11-02,2026-12-07")]
    [InlineData("ES-GA", 12, "2026-03-19,2026-04-02,2026-06-24,2026-07-25")]
    [InlineData("ES-IB", 12, "2026-03-02,2026-04-02,2026-04-06,2026-12-26")]
    [InlineData("ES-MC", 12, "2026-03-19,2026-04-02,2026-06-09,2026-12-07")]
    [InlineData("ES-MD", 12, "2026-04-02,2026-05-02,2026-11-02,2026-12-07")]
    [InlineData("ES-ML", 14, "2026-03-20,2026-04-02,2026-05-27,2026-09-08,2026-09-17,2026-12-07")]
    [InlineData("ES-NC", 13, "2026-03-19,2026-04-02,2026-04-06,2026-11-02,2026-12-03")]
    [InlineData("ES-PV", 12, "2026-03-19,2026-04-02,2026-04-06,2026-07-25")]
    [InlineData("ES-RI", 12, "2026-04-02,2026-04-06,2026-06-09,2026-12-07")]
    [InlineData("ES-VC", 12, "2026-03-19,2026-04-06,2026-06-24,2026-10-09")]
    public void A_region_keeps_the_holidays_of_its_published_list(string region, int count, string own)
    {
        var year = CalendarOf.Day(own[..10]).Year;
        var weekdays = Holidays(CalendarOf.Read(Madrid.Replace("ES-MD", region)), year).Where(day => CalendarOf.Day(day).DayOfWeek is not NodaTime.IsoDayOfWeek.Sunday).ToList();

        weekdays.Count.ShouldBe(count);
        weekdays.Except(Holidays(CalendarOf.Read(Spain), year)).ShouldBe(own.Split(','));
    }

    [Fact]
    public void Every_list_names_its_source_and_regions_the_years_that_they_know()
    {
        HolidaySets.Keys.Count(key => key.StartsWith("ES-", StringComparison.Ordinal)).ShouldBe(19);

        foreach (var set in HolidaySets.Keys.Select(HolidaySets.Find))
        {
            set!.Source.ShouldNotBeNullOrWhiteSpace(set.Key);
            if (set.Key.StartsWith("ES-", StringComparison.Ordinal))
                (set.FirstYear, set.LastYear, set.Source.Contains("BOE-A-2025-21667", StringComparison.Ordinal)).ShouldBe((2025, 2026, true), set.Key);
        }
    }

    [Theory]
    [InlineData("4 BH", 4, DurationUnit.BusinessHours)]
    [InlineData("0.5bh", 0.5, DurationUnit.BusinessHours)]
    [InlineData(" 1  BD ", 1, DurationUnit.BusinessDays)]
    [InlineData("2 KD", 2, DurationUnit.BankDays)]
    [InlineData("20 CD", 20, DurationUnit.CalendarDays)]
    [InlineData("3 MO", 3, DurationUnit.Months)]
    [InlineData("1 YR", 1, DurationUnit.Years)]
    [InlineData("24 H", 24, DurationUnit.Hours)]
    public void A_term_says_its_unit(string text, double amount, DurationUnit unit)
    {
        BusinessDuration.Parse(text).ShouldBe(new BusinessDuration((decimal)amount, unit));
        BusinessDuration.Parse(BusinessDuration.Parse(text).ToString()).ShouldBe(BusinessDuration.Parse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("4")]
    [InlineData("BH")]
    [InlineData("-1 BD")]
    [InlineData("1.5 BD")]
    [InlineData("1,5 BH")]
    [InlineData("1 day")]
    [InlineData("999999999 BD")]
    public void What_is_no_term_is_refused_with_the_units(string? text)
    {
        BusinessDuration.TryParse(text, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => BusinessDuration.Parse(text!)).Message.ShouldContain("BH");
    }

    [Theory]
    [InlineData("2026-11-25T10:00", "1 BD", "2026-11-26T18:00")]
    [InlineData("2026-11-27T20:00", "1 BD", "2026-11-30T18:00")]
    [InlineData("2026-12-23T10:00", "1 BD", "2026-12-24T14:00")]
    [InlineData("2026-11-28T10:00", "4 BH", "2026-11-30T13:00")]
    [InlineData("2026-11-25T13:00", "4 BH", "2026-11-25T18:00")]
    [InlineData("2026-11-25T17:00", "4 BH", "2026-11-26T12:00")]
    [InlineData("2026-11-25T10:00", "24 H", "2026-11-26T10:00")]
    [InlineData("2026-11-25T10:00", "20 CD", "2026-12-15T23:59:59")]
    [InlineData("2026-11-25T10:00", "0 BD", "2026-11-25T10:00")]
    [InlineData("2026-11-25T20:00", "0 BH", "2026-11-25T20:00")]
    public void In_the_usual_calendar_a_term_is_due_at(string start, string term, string due) =>
        DueDates.From(CalendarOf.Local(start), term, StandardCalendars.Spain).ShouldBe(CalendarOf.Local(due));

    static List<string> Holidays(Calendar calendar, int year) =>
        [.. Enumerable.Range(0, 366).Select(day => new NodaTime.LocalDate(year, 1, 1).PlusDays(day)).Where(day => day.Year == year && calendar.NameOf(day) is not null).Select(day => day.ToString("uuuu-MM-dd", null))];
}

using System.Globalization;
using System.Text;
using BackOfficeFlow.Work.Calendars;
using NodaTime;
using Calendar = BackOfficeFlow.Work.Calendars.Calendar;

namespace BackOfficeFlow.Work.Tests.Calendars;

static class CalendarOf
{
    public static Calendar Read(string json)
    {
        var reading = CalendarReader.Read(Encoding.UTF8.GetBytes(json));
        reading.Findings.Select(finding => finding.Say(CultureInfo.InvariantCulture)).ShouldBeEmpty();
        return reading.Calendar!;
    }

    /// <summary>A calendar with the same slots on every day.</summary>
    public static Calendar Daily(string slots, string more = "") => Read($$"""
        {
          "title": "Daily", "zone": "Europe/Madrid",
          "opening": { {{string.Join(", ", new[] { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" }.Select(day => $"\"{day}\": [{slots}]"))}} } {{more}}
        }
        """);

    public static BusinessTime Time(this Calendar calendar) => new(calendar);

    /// <summary>An instant of local time in Madrid; with "Z" of UTC.</summary>
    public static DateTimeOffset Local(string text)
    {
        if (text.EndsWith('Z'))
            return DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
        var wall = LocalDateTime.FromDateTime(DateTime.Parse(text, CultureInfo.InvariantCulture));
        return DateTimeZoneProviders.Tzdb["Europe/Madrid"].AtStrictly(wall).ToDateTimeOffset().ToUniversalTime();
    }

    public static LocalDate Day(string text) => LocalDate.FromDateOnly(DateOnly.Parse(text, CultureInfo.InvariantCulture));

    public static TimeSpan Hours(double hours) => TimeSpan.FromHours(hours);
}

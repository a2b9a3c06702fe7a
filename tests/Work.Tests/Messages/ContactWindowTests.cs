using System.Globalization;
using BackOfficeFlow.Work.Messages;
using NodaTime;

namespace BackOfficeFlow.Work.Tests.Messages;

public sealed class ContactWindowTests
{
    static readonly ContactWindow usual = ContactWindow.Of(new QuietTime(), DateTimeZoneProviders.Tzdb["Europe/Madrid"]);

    [Theory]
    [InlineData("2026-01-15T07:00:00Z", null)]
    [InlineData("2026-01-15T06:59:59Z", "2026-01-15T07:00:00Z")]
    [InlineData("2026-01-15T20:59:59Z", null)]
    [InlineData("2026-01-15T21:00:00Z", "2026-01-16T07:00:00Z")]
    [InlineData("2026-07-15T20:00:00Z", "2026-07-16T06:00:00Z")]
    [InlineData("2026-03-28T22:30:00Z", "2026-03-29T06:00:00Z")]
    [InlineData("2026-10-24T22:30:00Z", "2026-10-25T07:00:00Z")]
    public void At_night_a_message_waits_for_eight_in_the_morning_where_the_company_is(string now, string? expected)
    {
        var notBefore = usual.NotBefore(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture), urgent: false);

        notBefore.ShouldBe(expected is null ? null : DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("20:00", "09:30", "2026-01-15T19:30:00Z", "2026-01-16T08:30:00Z")]
    [InlineData("20:00", "09:30", "2026-01-15T18:30:00Z", null)]
    [InlineData("14:00", "16:00", "2026-01-15T13:30:00Z", "2026-01-15T15:00:00Z")]
    [InlineData("14:00", "16:00", "2026-01-15T22:30:00Z", null)]
    [InlineData("00:00", "00:00", "2026-01-15T02:00:00Z", null)]
    public void A_company_says_when_nobody_is_written_to(string from, string until, string now, string? expected)
    {
        var quiet = new QuietTime { From = TimeOnly.Parse(from, CultureInfo.InvariantCulture), Until = TimeOnly.Parse(until, CultureInfo.InvariantCulture) };

        var notBefore = ContactWindow.Of(quiet, DateTimeZoneProviders.Tzdb["Europe/Madrid"]).NotBefore(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture), urgent: false);

        notBefore.ShouldBe(expected is null ? null : DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void An_urgent_message_goes_at_any_time() =>
        usual.NotBefore(DateTimeOffset.Parse("2026-01-15T02:00:00Z", CultureInfo.InvariantCulture), urgent: true).ShouldBeNull();
}

using System.Globalization;
using BackOfficeFlow.Work.Messages;
using NodaTime;

namespace BackOfficeFlow.Work.Tests.Messages;

public sealed class ContactWindowTests
{
    static readonly ContactWindow usual = ContactWindow.Usual(DateTimeZoneProviders.Tzdb["Europe/Madrid"]);

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

    [Fact]
    public void An_urgent_message_goes_at_any_time() =>
        usual.NotBefore(DateTimeOffset.Parse("2026-01-15T02:00:00Z", CultureInfo.InvariantCulture), urgent: true).ShouldBeNull();
}

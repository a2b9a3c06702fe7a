using System.Globalization;
using BackOfficeFlow.Ui;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

public sealed class DueTests
{
    static readonly TimeZoneInfo Madrid = TimeZoneInfo.FindSystemTimeZoneById("Europe/Madrid");
    static readonly DateTimeOffset Now = new(2026, 3, 28, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-49, "Con 2 días de retraso")]
    [InlineData(-25, "Con 1 día de retraso")]
    [InlineData(-3, "Con 3 h de retraso")]
    [InlineData(-0.5, "Con 30 min de retraso")]
    [InlineData(0.5, "Vence en 30 min")]
    [InlineData(5, "Vence hoy a las 15:00")]
    // Over the night in which the clocks go forward: one hour of the wall clock is missing.
    [InlineData(24, "Vence mañana a las 11:00")]
    [InlineData(96, "Vence en 4 días, el 1/4/2026")]
    public void A_due_time_reads_as_a_person_would_say_it(double hours, string expected)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("es-ES");

        var words = Due.InWords(Now.AddHours(hours), Now, Madrid);

        words.ShouldBe(expected);
    }

    [Theory]
    [InlineData(-1, Nearness.Late)]
    [InlineData(3, Nearness.Soon)]
    [InlineData(5, Nearness.Far)]
    public void How_near_it_is(double hours, Nearness expected) =>
        Due.Nearness(Now.AddHours(hours), Now).ShouldBe(expected);

    [Theory]
    [InlineData(-10.0 / 3600, "just now")]
    [InlineData(-0.5, "30 min ago")]
    [InlineData(-3, "3 h ago")]
    [InlineData(-24, "yesterday at 10:00")]
    [InlineData(-72, "25/03/2026 10:00")]
    public void A_past_time_reads_as_a_person_would_say_it(double hours, string expected)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-GB");

        Moment.InWords(Now.AddHours(hours), Now, Madrid).ShouldBe(expected);
    }
}

using System.Globalization;
using BackOfficeFlow.Business.Orders;
using BackOfficeFlow.Work.Calendars;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Business.Tests.Orders;

public sealed class CarrierDeadlineTests
{
    static readonly DateTimeOffset Tuesday = At("2026-11-03T10:00:00+01:00");

    [Theory]
    [InlineData("2 BD", "2026-11-05T18:00:00+01:00")]
    [InlineData("7 CD", "2026-11-10T23:59:59+01:00")]
    [InlineData("4 BH", "2026-11-03T14:00:00+01:00")]
    [InlineData("storage", "2026-11-13T18:00:00+01:00")]
    [InlineData("storage-2 BD", "2026-11-11T18:00:00+01:00")]
    [InlineData("storage-2 CD", "2026-11-11T18:00:00+01:00")]
    [InlineData("eta+1 BD", "2026-11-09T18:00:00+01:00")]
    [InlineData("-", null)]
    public void A_deadline_is_counted_from_what_its_row_says(string text, string? expected)
    {
        CarrierDeadline.TryParse(text, out var deadline).ShouldBeTrue();

        var due = deadline.Due(new DeadlineFacts(Tuesday, Tuesday, BusinessDuration.Parse("10 CD"), new DateOnly(2026, 11, 6)), StandardCalendars.Spain);

        due.ShouldBe(expected is null ? null : At(expected));
    }

    [Fact]
    public void Two_business_days_before_a_storage_that_ends_on_a_weekend_is_the_thursday()
    {
        CarrierDeadline.TryParse("storage-2 BD", out var deadline).ShouldBeTrue();

        var due = deadline.Due(new DeadlineFacts(Tuesday, At("2026-11-05T10:00:00+01:00"), BusinessDuration.Parse("10 CD"), null), StandardCalendars.Spain);

        due.ShouldBe(At("2026-11-12T18:00:00+01:00"));
    }

    [Fact]
    public void A_storage_that_is_almost_over_leaves_today()
    {
        CarrierDeadline.TryParse("storage-2 BD", out var deadline).ShouldBeTrue();

        var due = deadline.Due(new DeadlineFacts(Tuesday, At("2026-10-25T10:00:00+01:00"), BusinessDuration.Parse("10 CD"), null), StandardCalendars.Spain);

        due.ShouldBe(At("2026-11-03T18:00:00+01:00"));
    }

    [Fact]
    public void Without_a_new_date_nothing_is_counted_from_it()
    {
        CarrierDeadline.TryParse("eta+1 BD", out var deadline).ShouldBeTrue();

        deadline.Due(new DeadlineFacts(Tuesday, Tuesday, BusinessDuration.Parse("10 CD"), null), StandardCalendars.Spain).ShouldBeNull();
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("2 days")]
    [InlineData("storage-")]
    [InlineData("storage-4 BH")]
    [InlineData("eta+")]
    [InlineData("eta-1 BD")]
    public void What_is_no_deadline_is_not_taken_for_one(string text) => CarrierDeadline.TryParse(text, out _).ShouldBeFalse();

    static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}

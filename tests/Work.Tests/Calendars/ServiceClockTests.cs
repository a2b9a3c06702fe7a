using BackOfficeFlow.Work.Calendars;
using static BackOfficeFlow.Work.Tests.Calendars.CalendarOf;

namespace BackOfficeFlow.Work.Tests.Calendars;

public sealed class ServiceClockTests
{
    static readonly BusinessTime Office = StandardCalendars.Spain.Time();
    static readonly DateTimeOffset Start = Local("2026-11-25T09:00");

    [Fact]
    public void A_pause_moves_the_due_time_by_the_working_time_that_it_took()
    {
        Pause[] pauses = [new(Local("2026-11-25T11:00"), Local("2026-11-25T13:00"), "waiting-customer")];

        ServiceClock.Due(Office, Start, Hours(4), []).ShouldBe(Local("2026-11-25T13:00"));
        ServiceClock.Due(Office, Start, Hours(4), pauses).ShouldBe(Local("2026-11-25T16:00"));
        ServiceClock.Elapsed(Office, Start, Local("2026-11-25T14:00"), pauses).ShouldBe(Hours(3));
    }

    [Fact]
    public void A_pause_in_closed_hours_takes_nothing()
    {
        Pause[] pauses = [new(Local("2026-11-25T19:00"), Local("2026-11-26T08:00"), "waiting-customer")];

        ServiceClock.Due(Office, Start, Hours(10), pauses).ShouldBe(ServiceClock.Due(Office, Start, Hours(10), []));
    }

    [Fact]
    public void Pauses_for_several_reasons_count_once_and_the_clock_runs_when_none_is_left()
    {
        Pause[] pauses =
        [
            new(Local("2026-11-25T12:00"), Local("2026-11-25T16:00"), "waiting-carrier"),
            new(Local("2026-11-25T10:00"), Local("2026-11-25T13:00"), "waiting-customer"),
            new(Local("2026-11-25T10:30"), Local("2026-11-25T11:00"), "legal-hold"),
        ];

        ServiceClock.Elapsed(Office, Start, Local("2026-11-25T17:00"), pauses).ShouldBe(Hours(2));
        ServiceClock.IsPaused(Local("2026-11-25T13:30"), pauses).ShouldBeTrue();
        ServiceClock.IsPaused(Local("2026-11-25T16:00"), pauses).ShouldBeFalse();
    }

    [Fact]
    public void While_a_pause_lasts_there_is_no_due_time_unless_it_came_too_late()
    {
        Pause[] open = [new(Local("2026-11-25T12:00"), null, "waiting-bank")];

        ServiceClock.Due(Office, Start, Hours(4), open).ShouldBeNull();
        ServiceClock.Due(Office, Start, Hours(3), open).ShouldBe(Local("2026-11-25T12:00"));
        ServiceClock.Elapsed(Office, Start, Local("2026-12-25T12:00"), open).ShouldBe(Hours(3));
    }

    [Fact]
    public void Empty_backward_and_earlier_pauses_change_nothing()
    {
        Pause[] pauses =
        [
            new(Local("2026-11-25T11:00"), Local("2026-11-25T11:00"), "waiting-customer"),
            new(Local("2026-11-25T13:00"), Local("2026-11-25T12:00"), "waiting-customer"),
            new(Local("2026-11-20T09:00"), Local("2026-11-25T09:00"), "waiting-customer"),
        ];

        ServiceClock.Due(Office, Start, Hours(4), pauses).ShouldBe(Local("2026-11-25T13:00"));
    }

    [Fact]
    public void A_back_dated_pause_that_began_before_the_start_counts_from_the_start() =>
        ServiceClock.Due(Office, Start, Hours(4), [new(Local("2026-11-24T09:00"), Local("2026-11-25T10:00"), "waiting-customer")]).ShouldBe(Local("2026-11-25T14:00"));

    [Fact]
    public void A_pause_after_the_due_time_stops_the_overrun_but_leaves_the_breach()
    {
        Pause[] pauses = [new(Local("2026-11-25T15:00"), Local("2026-11-25T17:00"), "waiting-customer")];

        ServiceClock.Due(Office, Start, Hours(4), pauses).ShouldBe(Local("2026-11-25T13:00"));
        ServiceClock.Elapsed(Office, Start, Local("2026-11-25T18:00"), pauses).ShouldBe(Hours(6));
    }
}

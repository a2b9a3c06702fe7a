using BackOfficeFlow.Work.Calendars;
using CsCheck;
using NodaTime;

namespace BackOfficeFlow.Work.Tests.Calendars;

/// <summary>What holds for every calendar: the functions agree with one another, never go backwards, and do not depend on how an instant is written.</summary>
public sealed class CalendarProperties
{
    static readonly string[] Zones = ["Europe/Madrid", "Atlantic/Canary", "Etc/UTC", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kathmandu"];

    static readonly Dictionary<string, string> NoName = [];

    static readonly Gen<OpeningSlot> AnySlot = Gen.Select(Gen.Int[0, 287], Gen.Int[1, 288]).Select(pair => new OpeningSlot(pair.Item1 * 5, (pair.Item1 + pair.Item2) * 5));

    static readonly Gen<IReadOnlyList<OpeningSlot>> AnySlots = AnySlot.Array[0, 2].Select(WithoutOverlap);

    static readonly Gen<Calendar> AnyCalendar = Gen.Select(AnySlots.Array[7], Gen.Int[0, Zones.Length - 1].Select(at => Zones[at]), Gen.Int[-40, 60], Gen.Int[0, 364], AnySlots).Select((week, zone, easter, day, half) =>
        new Calendar("any", DateTimeZoneProviders.Tzdb[zone])
        {
            // One slot that is always there keeps the calendar from never opening.
            Week = Enumerable.Range(1, 7).ToDictionary(at => (IsoDayOfWeek)at, at => at == 3 ? [new OpeningSlot(600, 660)] : week[at - 1]),
            Holidays = [new HolidayRule(new DayRule(null, null, easter, null), NoName)],
            Exceptions = [new DayException(new DayRule(null, null, null, new LocalDate(2026, 1, 1).PlusDays(day)), NoName, half)],
        });

    static readonly Gen<DateTimeOffset> AnyInstant = Gen.Int[0, 2 * 365 * 24 * 60].Select(minutes => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes));

    static readonly Gen<TimeSpan> AnyGoal = Gen.Int[1, 200 * 60].Select(minutes => TimeSpan.FromMinutes(minutes));

    [Fact]
    public void What_is_added_lies_between_and_not_an_instant_earlier() => Gen.Select(AnyCalendar, AnyInstant, AnyGoal).Sample((calendar, start, goal) =>
    {
        var time = new BusinessTime(calendar);
        var due = time.Add(start, goal);

        time.Between(start, due).ShouldBe(goal);
        time.Between(start, due - TimeSpan.FromTicks(1)).ShouldBeLessThan(goal);
    }, iter: 1500);

    [Fact]
    public void A_later_start_or_a_longer_goal_is_never_due_earlier() => Gen.Select(AnyCalendar, AnyInstant, AnyGoal, AnyGoal).Sample((calendar, start, goal, more) =>
    {
        var time = new BusinessTime(calendar);

        time.Add(start + more, goal).ShouldBeGreaterThanOrEqualTo(time.Add(start, goal));
        time.Add(start, goal + more).ShouldBeGreaterThan(time.Add(start, goal));
        time.Add(time.Add(start, goal), more).ShouldBe(time.Add(start, goal + more));
    }, iter: 800);

    [Fact]
    public void Time_between_adds_up_and_is_never_more_than_has_passed() => Gen.Select(AnyCalendar, AnyInstant, AnyGoal, AnyGoal).Sample((calendar, start, first, second) =>
    {
        var time = new BusinessTime(calendar);
        var (middle, end) = (start + first, start + first + second);

        (time.Between(start, middle) + time.Between(middle, end)).ShouldBe(time.Between(start, end));
        time.Between(start, end).ShouldBeLessThanOrEqualTo(end - start);
        time.Between(end, start).ShouldBe(TimeSpan.Zero);
    }, iter: 1000);

    [Fact]
    public void The_offset_in_which_an_instant_is_written_changes_nothing() => Gen.Select(AnyCalendar, AnyInstant, AnyGoal, Gen.Int[-14, 14]).Sample((calendar, start, goal, offset) =>
    {
        var time = new BusinessTime(calendar);

        time.Add(start.ToOffset(TimeSpan.FromHours(offset)), goal).ShouldBe(time.Add(start, goal));
        time.Add(start, goal).Offset.ShouldBe(TimeSpan.Zero);
    }, iter: 500);

    [Fact]
    public void The_next_opening_is_open_and_nothing_was_open_before_it() => Gen.Select(AnyCalendar, AnyInstant).Sample((calendar, start) =>
    {
        var time = new BusinessTime(calendar);
        var opening = time.NextOpening(start);

        time.IsOpen(opening).ShouldBeTrue();
        time.Between(start, opening).ShouldBe(TimeSpan.Zero);
        time.Between(time.LastClosing(start), start).ShouldBe(TimeSpan.Zero);
    }, iter: 1000);

    [Fact]
    public void Business_days_that_are_added_are_counted_again() => Gen.Select(AnyCalendar, AnyInstant, Gen.Int[0, 60]).Sample((calendar, start, days) =>
    {
        var time = new BusinessTime(calendar);
        var from = time.DateOf(start);

        time.BusinessDaysBetween(from, time.AddBusinessDays(from, days)).ShouldBe(days);
    }, iter: 500);

    [Fact]
    public void With_pauses_the_goal_has_passed_exactly_at_the_due_time() =>
        Gen.Select(AnyCalendar, AnyInstant, AnyGoal, Gen.Select(Gen.Int[-100, 5000], Gen.Int[-10, 3000]).Array[0, 4]).Sample((calendar, start, goal, given) =>
        {
            var time = new BusinessTime(calendar);
            var pauses = given.Select(each => new Pause(start.AddMinutes(each.Item1), start.AddMinutes(each.Item1 + each.Item2), "any")).ToList();

            var due = ServiceClock.Due(time, start, goal, pauses)!.Value;

            ServiceClock.Elapsed(time, start, due, pauses).ShouldBe(goal);
            due.ShouldBeGreaterThanOrEqualTo(time.Add(start, goal));
        }, iter: 800);

    static IReadOnlyList<OpeningSlot> WithoutOverlap(OpeningSlot[] slots)
    {
        var ordered = slots.OrderBy(slot => slot.From).ToList();
        return [.. ordered.Where((slot, at) => at == 0 || slot.From >= ordered[0].To)];
    }
}

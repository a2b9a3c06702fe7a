using NodaTime;
using NodaTime.TimeZones;

namespace BackOfficeFlow.Work.Calendars;

/// <summary>
/// Reckons in the working time of one calendar. Instants go in and come out in UTC; opening hours are local wall clock, so a slot in the
/// night of a clock change is an hour shorter or longer. Pure: the same question has the same answer for the same calendar and zone rules.
/// </summary>
public sealed class BusinessTime(Calendar calendar)
{
    // A slot that begins or ends in the spring gap does so at the first instant that exists; in the autumn hour, the first time round.
    static readonly ZoneLocalMappingResolver Mapping = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    /// <summary>How many days without any opening are searched before it is said that there is none.</summary>
    const int LongestClosure = 366 * 30;

    public Calendar Calendar { get; } = calendar;

    /// <summary>The instant at which so much working time has passed. Exactly at the end of a slot is still inside it.</summary>
    public DateTimeOffset Add(DateTimeOffset start, TimeSpan workingTime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workingTime, TimeSpan.Zero);
        if (workingTime == TimeSpan.Zero)
            return start.ToUniversalTime();

        var from = Instant.FromDateTimeOffset(start);
        var left = Duration.FromTimeSpan(workingTime);
        foreach (var opening in Openings(from))
        {
            var begin = Instant.Max(opening.Start, from);
            if (opening.End - begin >= left)
                return (begin + left).ToDateTimeOffset();
            left -= opening.End - begin;
        }

        throw new CalendarNeverOpensException(Calendar);
    }

    /// <summary>The working time between two instants; none when they are in the wrong order.</summary>
    public TimeSpan Between(DateTimeOffset start, DateTimeOffset end)
    {
        var (from, to) = (Instant.FromDateTimeOffset(start), Instant.FromDateTimeOffset(end));
        var sum = Duration.Zero;
        if (to <= from)
            return TimeSpan.Zero;

        foreach (var opening in Openings(from, to).TakeWhile(opening => opening.Start < to))
            sum += Instant.Min(opening.End, to) - Instant.Max(opening.Start, from);
        return sum.ToTimeSpan();
    }

    public bool IsOpen(DateTimeOffset at) => NextOpening(at) == at.ToUniversalTime();

    /// <summary>The instant itself while open, else the next at which work begins. The end of a slot is no longer open.</summary>
    public DateTimeOffset NextOpening(DateTimeOffset at)
    {
        var from = Instant.FromDateTimeOffset(at);
        foreach (var opening in Openings(from))
            return Instant.Max(opening.Start, from).ToDateTimeOffset();
        throw new CalendarNeverOpensException(Calendar);
    }

    /// <summary>The instant itself while open or exactly at closing, else the last closing before it.</summary>
    public DateTimeOffset LastClosing(DateTimeOffset at)
    {
        var until = Instant.FromDateTimeOffset(at);
        var day = DateOf(at);
        for (var back = 0; back < LongestClosure; back++, day = day.PlusDays(-1))
        {
            var own = Closings(day, until).ToList();
            if (own.Count == 0)
                continue;
            // A night shift of the day before may close later than the day's own slots.
            var before = day.PlusDays(-1);
            return own.Concat(Calendar.Knows(before) ? Closings(before, until) : []).Max().ToDateTimeOffset();
        }

        throw new CalendarNeverOpensException(Calendar);
    }

    IEnumerable<Instant> Closings(LocalDate day, Instant until) =>
        Calendar.SlotsOf(day).Select(slot => OpeningOf(day, slot)).Where(opening => opening.Start < until && opening.End > opening.Start).Select(opening => Instant.Min(opening.End, until));

    /// <summary>The n-th business day after a date. The date itself does not count; zero gives it back.</summary>
    public LocalDate AddBusinessDays(LocalDate from, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var date = from;
        for (var closed = 0; days > 0; )
        {
            date = date.PlusDays(1);
            if (Calendar.IsBusinessDay(date))
                (days, closed) = (days - 1, 0);
            else if (++closed > LongestClosure)
                throw new CalendarNeverOpensException(Calendar);
        }

        return date;
    }

    /// <summary>The business days after one date up to and with another.</summary>
    public int BusinessDaysBetween(LocalDate from, LocalDate to)
    {
        var count = 0;
        for (var date = from.PlusDays(1); date <= to; date = date.PlusDays(1))
            if (Calendar.IsBusinessDay(date))
                count++;
        return count;
    }

    /// <summary>The end of the working day: its last closing, or the day's last second when the calendar does not open on it.</summary>
    public DateTimeOffset EndOfWork(LocalDate date)
    {
        var endOfDay = EndOfDay(date);
        var closings = Calendar.SlotsOf(date).Select(slot => OpeningOf(date, slot).End).ToList();
        return closings.Count == 0 ? endOfDay : Instant.Min(closings.Max(), Instant.FromDateTimeOffset(endOfDay)).ToDateTimeOffset();
    }

    /// <summary>The last second of a local day: a term that ends with a day still shows that day.</summary>
    public DateTimeOffset EndOfDay(LocalDate date) =>
        (Calendar.Zone.AtStartOfDay(date.PlusDays(1)).ToInstant() - Duration.FromSeconds(1)).ToDateTimeOffset();

    public LocalDate DateOf(DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(Calendar.Zone).Date;

    /// <summary>The instant of a local time, the first valid one where the clock jumps.</summary>
    public DateTimeOffset At(LocalDate date, LocalTime time) => Calendar.Zone.ResolveLocal(date + time, Mapping).ToInstant().ToDateTimeOffset();

    /// <summary>The n-th business day after a start at a local time: "the next business day at 16:00".</summary>
    public DateTimeOffset OnBusinessDay(DateTimeOffset start, int days, LocalTime time) => At(AddBusinessDays(DateOf(start), days), time);

    /// <summary>The opening intervals that end after an instant, in order, without overlap.</summary>
    IEnumerable<(Instant Start, Instant End)> Openings(Instant from, Instant? until = null)
    {
        var covered = from;
        // A night shift began on the day before; the search looks back past it.
        var day = from.InZone(Calendar.Zone).Date.PlusDays(-2);
        var last = until?.InZone(Calendar.Zone).Date;
        for (var closed = 0; closed < LongestClosure && !(day > last); closed++, day = day.PlusDays(1))
        {
            if (!Calendar.Knows(day) && day < from.InZone(Calendar.Zone).Date)
                continue;

            foreach (var slot in Calendar.SlotsOf(day))
            {
                var (start, end) = OpeningOf(day, slot);
                start = start < covered && covered > from ? covered : start;
                if (end <= covered || end <= start)
                    continue;
                (covered, closed) = (end, 0);
                yield return (start, end);
            }
        }
    }

    (Instant Start, Instant End) OpeningOf(LocalDate date, OpeningSlot slot) =>
        (Calendar.Zone.ResolveLocal(slot.Start(date), Mapping).ToInstant(), Calendar.Zone.ResolveLocal(slot.End(date), Mapping).ToInstant());
}

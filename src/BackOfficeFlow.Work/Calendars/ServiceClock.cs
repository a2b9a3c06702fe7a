namespace BackOfficeFlow.Work.Calendars;

/// <summary>A time in which a service clock does not run: waiting for the customer, for the carrier, for a court. Without an end it still lasts.</summary>
public sealed record Pause(DateTimeOffset From, DateTimeOffset? To, string Reason);

/// <summary>
/// The arithmetic of a service clock. Elapsed and due are always worked out anew from the list of pauses, never from a counter; pauses may overlap,
/// come out of order, be empty or lie in closed hours, where they cost nothing.
/// </summary>
public static class ServiceClock
{
    public static TimeSpan Elapsed(BusinessTime time, DateTimeOffset start, DateTimeOffset until, IEnumerable<Pause> pauses)
    {
        var elapsed = TimeSpan.Zero;
        foreach (var (from, to) in Running(start, pauses).TakeWhile(each => each.From < until))
            elapsed += time.Between(from, to is null || to > until ? until : to.Value);
        return elapsed;
    }

    /// <summary>When the goal is reached; null while a pause without end stands before it.</summary>
    public static DateTimeOffset? Due(BusinessTime time, DateTimeOffset start, TimeSpan goal, IEnumerable<Pause> pauses)
    {
        var left = goal;
        foreach (var (from, to) in Running(start, pauses))
        {
            if (to is null)
                return time.Add(from, left);
            var available = time.Between(from, to.Value);
            if (available >= left)
                return time.Add(from, left);
            left -= available;
        }

        return null;
    }

    /// <summary>Several reasons may hold at once; the clock runs again when none is left.</summary>
    public static bool IsPaused(DateTimeOffset at, IEnumerable<Pause> pauses) => pauses.Any(pause => pause.From <= at && (pause.To is null || pause.To > at));

    /// <summary>The stretches in which the clock runs, in order; the last has no end unless a pause has none.</summary>
    static IEnumerable<(DateTimeOffset From, DateTimeOffset? To)> Running(DateTimeOffset start, IEnumerable<Pause> pauses)
    {
        var from = start;
        foreach (var pause in pauses.Where(pause => pause.To is null || pause.To > pause.From).OrderBy(pause => pause.From))
        {
            if (pause.To <= from)
                continue;
            if (pause.From > from)
                yield return (from, pause.From);
            if (pause.To is null)
                yield break;
            from = pause.To.Value;
        }

        yield return (from, null);
    }
}

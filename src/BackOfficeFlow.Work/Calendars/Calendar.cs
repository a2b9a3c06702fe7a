using System.Collections.Concurrent;
using System.Globalization;
using BackOfficeFlow.Work.Configured;
using NodaTime;

namespace BackOfficeFlow.Work.Calendars;

/// <summary>When a team works: its zone, its week, the holidays that it keeps and its exceptions. Immutable but for what it remembers of years worked out.</summary>
public sealed class Calendar(string title, DateTimeZone zone)
{
    readonly ConcurrentDictionary<int, Dictionary<LocalDate, SpecialDay>> years = new();

    public string Title { get; } = title;
    public DateTimeZone Zone { get; } = zone;

    /// <summary>Days that count as business days when they are no holidays.</summary>
    public IReadOnlySet<IsoDayOfWeek> BusinessDays { get; init; } = new HashSet<IsoDayOfWeek> { IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday };

    public IReadOnlyDictionary<IsoDayOfWeek, IReadOnlyList<OpeningSlot>> Week { get; init; } = new Dictionary<IsoDayOfWeek, IReadOnlyList<OpeningSlot>>();

    public IReadOnlyList<HolidayRule> Holidays { get; init; } = [];

    /// <summary>The calendar's own days. They count more than the week and more than holidays.</summary>
    public IReadOnlyList<DayException> Exceptions { get; init; } = [];

    /// <summary>The years for which the holidays are known; null: without end. A date outside is refused, never guessed.</summary>
    public int? FirstYear { get; init; }
    public int? LastYear { get; init; }

    /// <summary>The version of the time zone rules that every calculation uses.</summary>
    public static string ZoneRules { get; } = DateTimeZoneProviders.Tzdb.VersionId;

    /// <summary>The day from which the document says that it applies; null: from its publication on.</summary>
    public LocalDate? AppliesFrom { get; init; }

    /// <summary>What counted before an edit, and the local instant of the edit: what had passed until then stays as it was.</summary>
    Calendar? Before { get; init; }
    LocalDateTime Edited { get; init; }

    /// <summary>This calendar from an instant on, and another until then.</summary>
    public Calendar Since(Calendar before, LocalDateTime edited) => new(Title, Zone)
    {
        BusinessDays = BusinessDays, Week = Week, Holidays = Holidays, Exceptions = Exceptions, FirstYear = FirstYear, LastYear = LastYear, AppliesFrom = AppliesFrom,
        Before = before, Edited = edited
    };

    /// <summary>Open around the clock, every day counts: for terms that know no holidays, and for tests.</summary>
    public static Calendar AlwaysOpen(string zone = "Etc/UTC") => new("", DateTimeZoneProviders.Tzdb[zone])
    {
        BusinessDays = Enum.GetValues<IsoDayOfWeek>().Where(day => day is not IsoDayOfWeek.None).ToHashSet(),
        Week = Enum.GetValues<IsoDayOfWeek>().Where(day => day is not IsoDayOfWeek.None).ToDictionary(day => day, _ => (IReadOnlyList<OpeningSlot>)[new OpeningSlot(0, OpeningSlot.Day)]),
    };

    public bool IsBusinessDay(LocalDate date) =>
        Earlier(date) is { } before ? before.IsBusinessDay(date)
        : Special(date) is { } special ? special.IsBusinessDay ?? BusinessDays.Contains(date.DayOfWeek)
        : BusinessDays.Contains(date.DayOfWeek);

    /// <summary>The opening intervals that begin on the day. On the day of an edit they are the old ones until its minute and the new ones from there.</summary>
    public IReadOnlyList<OpeningSlot> SlotsOf(LocalDate date)
    {
        if (Before is null)
            return OwnSlots(date);

        var minute = (int)Math.Clamp(Period.Between(date.AtMidnight(), Edited, PeriodUnits.Minutes).Minutes, 0, 2 * OpeningSlot.Day);
        return minute switch
        {
            0 => OwnSlots(date),
            2 * OpeningSlot.Day => Before.SlotsOf(date),
            _ => [.. Before.SlotsOf(date).Select(slot => slot.Until(minute)).Concat(KnowsItself(date) ? OwnSlots(date).Select(slot => slot.Since(minute)) : []).Where(slot => slot.From < slot.To)]
        };
    }

    IReadOnlyList<OpeningSlot> OwnSlots(LocalDate date) => Special(date)?.Slots ?? Week.GetValueOrDefault(date.DayOfWeek) ?? [];

    /// <summary>The name of the holiday or exception on the day; null on an ordinary one.</summary>
    public IReadOnlyDictionary<string, string>? NameOf(LocalDate date) => Earlier(date) is { } before ? before.NameOf(date) : Special(date)?.Name;

    Calendar? Earlier(LocalDate date) => date < Edited.Date ? Before : null;

    /// <summary>Whether the calendar opens at all, now or ever.</summary>
    public bool EverOpens =>
        Week.Values.Any(slots => slots.Count > 0) || Exceptions.Any(exception => exception.Slots is { Count: > 0 });

    /// <summary>Whether holidays are known for the date. Only the days before the first year are passed over in silence, where a search looks back.</summary>
    public bool Knows(LocalDate date) => Earlier(date) is { } before ? before.Knows(date) : KnowsItself(date);

    bool KnowsItself(LocalDate date) => !(date.Year < FirstYear) && !(date.Year > LastYear);

    SpecialDay? Special(LocalDate date)
    {
        if (!KnowsItself(date))
            throw new CalendarEndsException(this, date);
        return years.GetOrAdd(date.Year, WorkOut).GetValueOrDefault(date);
    }

    Dictionary<LocalDate, SpecialDay> WorkOut(int year)
    {
        var days = new Dictionary<LocalDate, SpecialDay>();
        foreach (var rule in Holidays)
            if (rule.In(year) is { } date)
                days[date] = new SpecialDay(rule.Name, false, []);

        foreach (var given in Holidays.Select(rule => rule.InsteadOf).OfType<LocalDate>().Where(given => given.Year == year))
            days.Remove(given);

        foreach (var exception in Exceptions)
            if (exception.Day.In(year) is { } date)
                days[date] = exception.On(date, days.GetValueOrDefault(date));
        return days;
    }
}

/// <summary>A day on which the week does not say all.</summary>
sealed record SpecialDay(IReadOnlyDictionary<string, string> Name, bool? IsBusinessDay, IReadOnlyList<OpeningSlot>? Slots);

/// <summary>A calendar was asked about a year whose holidays it does not know.</summary>
public sealed class CalendarEndsException(Calendar calendar, LocalDate date)
    : Exception(Sentences.Say(Texts.All, "CalendarEnds", CultureInfo.CurrentUICulture, [calendar.Title, date.Year, calendar.FirstYear, calendar.LastYear]));

/// <summary>A calendar has no (more) working time for what was asked.</summary>
public sealed class CalendarNeverOpensException(Calendar calendar)
    : Exception(Sentences.Say(Texts.All, "CalendarNeverOpens", CultureInfo.CurrentUICulture, [calendar.Title]));

using BackOfficeFlow.Work.Calendars;
using NodaTime;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Adds the company's business time ("3 BD", "4 BH", "20 CD") to an instant. A calendar that the company published goes before the one that ships.</summary>
public sealed class Deadlines(PublishedCalendars calendars)
{
    const string Key = "es";

    public async Task<DateTimeOffset> After(DateTimeOffset start, string duration, CancellationToken cancel) =>
        DueDates.From(start, duration, await Calendar(cancel));

    /// <summary>With how it was worked out, for a timer that an edit of the calendar shall move; further terms count from the end of the one before.</summary>
    public Task<PlannedTime> Plan(DateTimeOffset start, IReadOnlyList<string> terms, CancellationToken cancel) => calendars.After(Key, start, terms, cancel);

    public async Task<DateTimeOffset> EndOf(DateOnly day, CancellationToken cancel) =>
        new BusinessTime(await Calendar(cancel)).EndOfDay(LocalDate.FromDateOnly(day));

    /// <summary>The calendar itself, for a rule that counts in a way of its own.</summary>
    public Task<Calendar> Calendar(CancellationToken cancel) => calendars.Find(Key, cancel);
}

using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Calendars;
using NodaTime;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Adds the company's business time ("3 BD", "4 BH", "20 CD") to an instant. A calendar that the company published goes before the one that ships.</summary>
public sealed class Deadlines(Configurations configurations)
{
    const string Kind = "calendar";
    const string Key = "es";

    Calendar? known;

    public async Task<DateTimeOffset> After(DateTimeOffset start, string duration, CancellationToken cancel) =>
        DueDates.From(start, duration, await Find(cancel));

    /// <summary>Counted from the end of a day.</summary>
    public async Task<DateTimeOffset> After(DateOnly day, string duration, CancellationToken cancel) => await After(await EndOf(day, cancel), duration, cancel);

    public async Task<DateTimeOffset> EndOf(DateOnly day, CancellationToken cancel) =>
        new BusinessTime(await Find(cancel)).EndOfDay(LocalDate.FromDateOnly(day));

    /// <summary>The calendar itself, for a rule that counts in a way of its own.</summary>
    public Task<Calendar> Calendar(CancellationToken cancel) => Find(cancel);

    async Task<Calendar> Find(CancellationToken cancel)
    {
        if (known is not null)
            return known;

        var published = await configurations.Latest(Kind, $"shared/{Key}", cancel);
        return known = (published is null ? null : CalendarReader.Read(published.Content).Calendar) ?? StandardCalendars.Spain;
    }
}

using System.Collections.Concurrent;
using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Work.Calendars;

/// <summary>
/// Finds a calendar by key: the company's published one, else the one that comes with the product. Unlike everything else that is configured,
/// a calendar's edit applies to what is running too, so the latest version counts.
/// </summary>
public sealed class PublishedCalendars(Configurations configurations)
{
    const string Shared = "shared";

    // A published version never changes, so what was read of it stays right.
    static readonly ConcurrentDictionary<Guid, Calendar> Known = new();

    public async Task<Calendar> Find(string key, CancellationToken cancel)
    {
        var item = await configurations.Latest(CalendarKind.Name, key.Contains('/', StringComparison.Ordinal) ? key : $"{Shared}/{key}", cancel);
        if (item is not null)
            return Known.GetOrAdd(item.Id, _ => CalendarReader.Read(item.Content).Calendar ?? throw new InvalidOperationException($"The published calendar '{key}' version {item.Version} cannot be read."));

        return StandardCalendars.Find(key)
            ?? throw new RuleBrokenException(Texts.Say("CalendarUnknown", key, string.Join(", ", StandardCalendars.Keys))) { Code = "calendar-unknown" };
    }
}

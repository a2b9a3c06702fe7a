using System.Collections.Concurrent;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Runtime;
using NodaTime;

namespace BackOfficeFlow.Work.Calendars;

/// <summary>
/// Finds a calendar by key: the company's published one, else the one that comes with the product. Unlike everything else that is configured,
/// a calendar's edit applies to what is running too, from the edit on (or from the day that the document states); what had passed before is
/// counted as it stood then.
/// </summary>
public sealed class PublishedCalendars(Configurations configurations)
{
    const string Shared = "shared/";

    /// <summary>Edits before the last so many are forgotten: no clock runs that long.</summary>
    const int Remembered = 100;

    // A published version never changes, nor what came before it: what was made of it stays right.
    static readonly ConcurrentDictionary<Guid, Calendar> Known = new();

    // A file of parcels asks for the same calendar thousands of times within one transaction; whoever comes after an edit has a scope of his own.
    readonly Dictionary<string, Calendar> found = new(StringComparer.Ordinal);

    public async Task<Calendar> Find(string key, CancellationToken cancel) =>
        found.TryGetValue(key, out var before) ? before : found[key] = await Look(key, cancel);

    async Task<Calendar> Look(string key, CancellationToken cancel)
    {
        var item = await configurations.Latest(CalendarKind.Name, FullKey(key), cancel);
        if (item is not null)
            return Known.TryGetValue(item.Id, out var known) ? known : Known.GetOrAdd(item.Id, await WithHistory(item, key, cancel));

        return StandardCalendars.Find(key)
            ?? throw new RuleBrokenException(Texts.Say("CalendarUnknown", key, string.Join(", ", StandardCalendars.Keys))) { Code = "calendar-unknown" };
    }

    /// <summary>The end of one or several terms after each other, and how it was worked out: whoever arms a timer for it gives the plan along.</summary>
    public async Task<PlannedTime> After(string key, DateTimeOffset start, IReadOnlyList<string> terms, CancellationToken cancel)
    {
        var plan = new DuePlan(ShortKey(key), DuePlans.Join(terms), start.ToUniversalTime());
        return new PlannedTime(plan.Due(await Find(key, cancel)), plan);
    }

    /// <summary>"es" and "shared/es" are the same calendar.</summary>
    internal static string FullKey(string key) => key.Contains('/', StringComparison.Ordinal) ? key : Shared + key;

    internal static string ShortKey(string key) => key.StartsWith(Shared, StringComparison.Ordinal) ? key[Shared.Length..] : key;

    async Task<Calendar> WithHistory(ConfigurationItem latest, string key, CancellationToken cancel)
    {
        _ = CalendarReader.Read(latest.Content).Calendar ?? throw new InvalidOperationException($"The published calendar '{key}' version {latest.Version} cannot be read.");
        var versions = await configurations.Versions(CalendarKind.Name, latest.EntryKey, cancel);
        var calendar = StandardCalendars.Find(ShortKey(key));
        foreach (var version in versions.Where(version => version.Version <= latest.Version).TakeLast(Remembered))
            if (CalendarReader.Read(version.Content).Calendar is { } next)
                calendar = calendar is null ? next : next.Since(calendar, Edited(next, version.PublishedAt!.Value));
        return calendar!;
    }

    static LocalDateTime Edited(Calendar calendar, DateTimeOffset publishedAt) =>
        calendar.AppliesFrom is { } day ? day.AtMidnight() : Instant.FromDateTimeOffset(publishedAt).InZone(calendar.Zone).LocalDateTime;
}

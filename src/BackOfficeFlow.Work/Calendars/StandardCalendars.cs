using System.Collections.Frozen;
using System.Globalization;
using NodaTime;

namespace BackOfficeFlow.Work.Calendars;

/// <summary>The calendars that come with the product (workflows/shared/calendars), for whoever has not published one under the same key.</summary>
public static class StandardCalendars
{
    const string Prefix = "calendars.";

    static readonly Lazy<FrozenDictionary<string, Calendar>> All = new(Load);

    /// <summary>An office in Spain with the national holidays.</summary>
    public static Calendar Spain => All.Value["es"];

    /// <summary>The days on which banks settle in euro: Monday to Friday but for six days a year (European Central Bank).</summary>
    public static Calendar Target { get; } = new("TARGET", DateTimeZoneProviders.Tzdb["Europe/Madrid"]) { Holidays = HolidaySets.Find("TARGET")!.Rules };

    public static IEnumerable<string> Keys => All.Value.Keys.Order(StringComparer.Ordinal);

    public static Calendar? Find(string key) => All.Value.GetValueOrDefault(key);

    static FrozenDictionary<string, Calendar> Load() =>
        Embedded.Files(Prefix).ToFrozenDictionary(file => file.Key, file =>
        {
            var reading = CalendarReader.Read(file.Content);
            return reading.Calendar ?? throw new InvalidDataException($"{file.Key}: {reading.Findings[0].Say(CultureInfo.InvariantCulture)}");
        }, StringComparer.Ordinal);
}

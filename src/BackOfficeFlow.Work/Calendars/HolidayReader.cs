using BackOfficeFlow.Work.Configured;
using NodaTime;

namespace BackOfficeFlow.Work.Calendars;

/// <summary>Holidays of a country, region, town or of the banks, with the years for which they are known.</summary>
public sealed record HolidaySet(string Key, string Source, IReadOnlyList<HolidayRule> Rules, int? FirstYear, int? LastYear);

/// <summary>Reads rules of holidays.</summary>
static class HolidayReader
{
    public static HolidaySet? ReadSet(string key, ReadOnlyMemory<byte> utf8, List<DocumentFinding> findings)
    {
        if (DocumentPart.Parse(utf8, findings) is not { } root)
            return null;
        root.RequiredText("title");
        var set = new HolidaySet(
            key,
            root.RequiredText("source"),
            [.. root.Items("rules", required: true).Select(ReadRule).OfType<HolidayRule>()],
            root.Whole("firstYear", 1900, 2200),
            root.Whole("lastYear", 1900, 2200));
        root.Close();
        return set;
    }

    public static HolidayRule? ReadRule(DocumentPart part)
    {
        if (!part.IsObject)
        {
            part.Report(Configured.Texts.All, "NotAnObject");
            return null;
        }

        var day = ReadDay(part);
        var name = ReadName(part, required: true);
        var (first, last) = (part.Whole("firstYear", 1900, 2200), part.Whole("lastYear", 1900, 2200));
        var moves = part.Flag("sundayToMonday");
        LocalDate? instead = part.Date("insteadOf") is { } given ? LocalDate.FromDateOnly(given) : null;
        part.Close();
        return day is null ? null : new HolidayRule(day, name) { FirstYear = first, LastYear = last, SundayToMonday = moves, InsteadOf = instead };
    }

    /// <summary>"month" and "day", or "easter" (days from Easter Sunday), or "date": exactly one of the three.</summary>
    public static DayRule? ReadDay(DocumentPart part)
    {
        var (month, day) = (part.Whole("month", 1, 12), part.Whole("day", 1, 31));
        var easter = part.Whole("easter", -60, 60);
        var date = part.Date("date");
        var ways = (month is not null && day is not null ? 1 : 0) + (easter is not null ? 1 : 0) + (date is not null ? 1 : 0);
        if (ways == 1 && month is null == day is null && !(day > CalendarSystem.Iso.GetDaysInMonth(2024, month ?? 1)))
            return new DayRule(month, day, easter, date is null ? null : LocalDate.FromDateOnly(date.Value));
        part.Report(Texts.All, "DayWrong");
        return null;
    }

    /// <summary>A name by language: { "es": …, "en": … }.</summary>
    public static IReadOnlyDictionary<string, string> ReadName(DocumentPart part, bool required)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (language, name) in part.Part("name", required)?.Members() ?? [])
            if (name.Element.ValueKind is System.Text.Json.JsonValueKind.String)
                names[language] = name.Element.GetString()!;
            else
                name.Report(Configured.Texts.All, "NotText");
        return names;
    }
}

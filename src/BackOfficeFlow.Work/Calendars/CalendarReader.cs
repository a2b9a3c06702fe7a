using BackOfficeFlow.Work.Configured;
using NodaTime;

namespace BackOfficeFlow.Work.Calendars;

/// <summary>A calendar as read: without refusing findings there is one.</summary>
public sealed record CalendarReading(Calendar? Calendar, IReadOnlyList<DocumentFinding> Findings);

/// <summary>Reads a calendar document. Malformed input gives findings, never an exception.</summary>
public static class CalendarReader
{
    static readonly Dictionary<string, IsoDayOfWeek> Weekdays = new()
    {
        ["monday"] = IsoDayOfWeek.Monday, ["tuesday"] = IsoDayOfWeek.Tuesday, ["wednesday"] = IsoDayOfWeek.Wednesday, ["thursday"] = IsoDayOfWeek.Thursday,
        ["friday"] = IsoDayOfWeek.Friday, ["saturday"] = IsoDayOfWeek.Saturday, ["sunday"] = IsoDayOfWeek.Sunday,
    };

    public static CalendarReading Read(ReadOnlyMemory<byte> utf8)
    {
        var findings = new List<DocumentFinding>();
        var root = DocumentPart.Parse(utf8, findings);
        if (root is null)
            return new CalendarReading(null, findings);

        root.Text("$schema");
        var title = root.RequiredText("title");
        var zone = ReadZone(root);
        var business = ReadBusinessDays(root);
        var week = ReadWeek(root);
        var sets = ReadSets(root);
        var own = root.Items("ownHolidays").Select(HolidayReader.ReadRule).OfType<HolidayRule>().ToList();
        var exceptions = root.Items("exceptions").Select(ReadException).OfType<DayException>().ToList();
        LocalDate? from = root.Date("appliesFrom") is { } applies ? LocalDate.FromDateOnly(applies) : null;
        root.Close();

        var calendar = new Calendar(title, zone ?? DateTimeZone.Utc)
        {
            BusinessDays = business,
            Week = week,
            Holidays = [.. sets.SelectMany(set => set.Rules), .. own],
            Exceptions = exceptions,
            AppliesFrom = from,
            FirstYear = sets.Max(set => set.FirstYear),
            LastYear = sets.Min(set => set.LastYear),
        };
        if (!calendar.EverOpens)
            root.Report(Texts.All, "NeverOpens");
        if (calendar.FirstYear > calendar.LastYear)
            root.At("holidays").Report(Texts.All, "NoCommonYear");
        return new CalendarReading(findings.Any(finding => finding.Weight is FindingWeight.Refused) ? null : calendar, findings);
    }

    static DateTimeZone? ReadZone(DocumentPart root)
    {
        var id = root.RequiredText("zone");
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(id);
        if (zone is null && id.Length > 0)
            root.At("zone").Report(Texts.All, "ZoneUnknown", id);
        return zone;
    }

    static HashSet<IsoDayOfWeek> ReadBusinessDays(DocumentPart root)
    {
        if (!root.Has("businessDays"))
        {
            root.Any("businessDays");
            return [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];
        }

        var days = new HashSet<IsoDayOfWeek>();
        foreach (var name in root.TextItems("businessDays"))
            if (Weekdays.TryGetValue(name, out var day))
                days.Add(day);
            else
                root.At("businessDays").Report(Configured.Texts.All, "UnknownWord", name, string.Join(", ", Weekdays.Keys));
        if (days.Count == 0)
            root.At("businessDays").Report(Texts.All, "NoBusinessDays");
        return days;
    }

    static Dictionary<IsoDayOfWeek, IReadOnlyList<OpeningSlot>> ReadWeek(DocumentPart root)
    {
        var week = new Dictionary<IsoDayOfWeek, IReadOnlyList<OpeningSlot>>();
        if (root.Part("opening", required: true) is not { } opening)
            return week;
        foreach (var (name, day) in Weekdays)
            week[day] = ReadSlots(opening, name);
        opening.Close();
        return week;
    }

    static List<OpeningSlot> ReadSlots(DocumentPart owner, string name)
    {
        var slots = new List<OpeningSlot>();
        foreach (var text in owner.TextItems(name))
            if (OpeningSlot.TryParse(text, out var slot))
                slots.Add(slot);
            else
                owner.At(name).Report(Texts.All, "SlotWrong", text);

        slots.Sort((one, other) => one.From.CompareTo(other.From));
        for (var at = 1; at < slots.Count; at++)
            if (slots[at].From < slots[at - 1].To)
                owner.At(name).Report(Texts.All, "SlotsOverlap");
        return slots;
    }

    static List<HolidaySet> ReadSets(DocumentPart root)
    {
        var sets = new List<HolidaySet>();
        foreach (var key in root.TextItems("holidays"))
            if (HolidaySets.Find(key) is { } set)
                sets.Add(set);
            else
                root.At("holidays").Report(Texts.All, "HolidaysUnknown", key, string.Join(", ", HolidaySets.Keys));
        return sets;
    }

    static DayException? ReadException(DocumentPart part)
    {
        if (!part.IsObject)
        {
            part.Report(Configured.Texts.All, "NotAnObject");
            return null;
        }

        var day = HolidayReader.ReadDay(part);
        var name = HolidayReader.ReadName(part, required: false);
        var slots = part.Has("opening") ? ReadSlots(part, "opening") : null;
        bool? business = part.Has("businessDay") ? part.Flag("businessDay") : null;
        if (slots is null && business is null)
            part.Report(Texts.All, "ExceptionEmpty");
        part.Close();
        return day is null ? null : new DayException(day, name, slots) { IsBusinessDay = business };
    }
}

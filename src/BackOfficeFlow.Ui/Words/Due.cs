using System.Globalization;

namespace BackOfficeFlow.Ui;

/// <summary>How near a due time is: what colour and sign it gets.</summary>
public enum Nearness
{
    None,
    Far,
    Soon,
    Late,
}

/// <summary>Says a due time as a person would: how near it is first, the exact time where it helps.</summary>
public static class Due
{
    public static Nearness Nearness(DateTimeOffset? dueAt, DateTimeOffset now, TimeSpan? soon = null) => dueAt switch
    {
        null => Ui.Nearness.None,
        { } due when due <= now => Ui.Nearness.Late,
        { } due when due - now <= (soon ?? TimeSpan.FromHours(4)) => Ui.Nearness.Soon,
        _ => Ui.Nearness.Far,
    };

    public static string InWords(DateTimeOffset? dueAt, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (dueAt is not { } due)
            return Texts.Of("NoDue");

        return due < now ? Late(now - due) : Coming(due, now, zone);
    }

    static string Late(TimeSpan late) => late switch
    {
        { TotalMinutes: < 1 } => Texts.Of("DueNow"),
        { TotalHours: < 1 } => Texts.Of("LateMinutes", (int)late.TotalMinutes),
        { TotalDays: < 1 } => Texts.Of("LateHours", (int)late.TotalHours),
        { TotalDays: < 2 } => Texts.Of("LateDay"),
        _ => Texts.Of("LateDays", (int)late.TotalDays),
    };

    static string Coming(DateTimeOffset due, DateTimeOffset now, TimeZoneInfo zone)
    {
        var left = due - now;
        if (left < TimeSpan.FromMinutes(1))
            return Texts.Of("DueNow");
        if (left < TimeSpan.FromHours(1))
            return Texts.Of("DueInMinutes", (int)left.TotalMinutes);

        var local = TimeZoneInfo.ConvertTime(due, zone);
        var days = (local.Date - TimeZoneInfo.ConvertTime(now, zone).Date).Days;
        var time = local.ToString("t", CultureInfo.CurrentCulture);
        return days switch
        {
            0 => Texts.Of("DueToday", time),
            1 => Texts.Of("DueTomorrow", time),
            _ => Texts.Of("DueInDays", days, local.ToString("d", CultureInfo.CurrentCulture)),
        };
    }
}

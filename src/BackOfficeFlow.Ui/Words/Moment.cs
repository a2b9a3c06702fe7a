using System.Globalization;

namespace BackOfficeFlow.Ui;

/// <summary>Says a past instant as a person would; older ones as a date.</summary>
public static class Moment
{
    public static string InWords(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone)
    {
        var ago = now - at;
        if (ago >= TimeSpan.Zero && ago < TimeSpan.FromMinutes(1))
            return Texts.Of("AgoNow");
        if (ago >= TimeSpan.Zero && ago < TimeSpan.FromHours(1))
            return Texts.Of("AgoMinutes", (int)ago.TotalMinutes);

        var local = TimeZoneInfo.ConvertTime(at, zone);
        var days = (TimeZoneInfo.ConvertTime(now, zone).Date - local.Date).Days;
        return days switch
        {
            0 when ago >= TimeSpan.Zero => Texts.Of("AgoHours", (int)ago.TotalHours),
            1 => Texts.Of("AgoYesterday", local.ToString("t", CultureInfo.CurrentCulture)),
            _ => Exactly(at, zone),
        };
    }

    /// <summary>Date and time, in the viewer's format and the given zone.</summary>
    public static string Exactly(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("g", CultureInfo.CurrentCulture);
}

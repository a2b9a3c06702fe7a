using BackOfficeFlow.Work.Calendars;
using NodaTime;

namespace BackOfficeFlow.Web;

/// <summary>Reckons back from the last moment at which the demo company worked: now, or the last closing when it is night or Sunday.</summary>
sealed class DemoDays(DateTimeOffset now)
{
    static readonly BusinessTime Office = new(StandardCalendars.Spain);

    readonly DateTimeOffset last = Office.LastClosing(now);

    /// <summary>So many working days ago, at a local time; 1 is the working day before.</summary>
    public DateTimeOffset On(int daysBack, int hour, int minute = 0) => Before(last, daysBack, hour, minute);

    /// <summary>So many hours ago.</summary>
    public DateTimeOffset Ago(double hours) => last.AddHours(-hours);

    /// <summary>The date so many working days from the last one.</summary>
    public DateOnly Ahead(int days) => Office.AddBusinessDays(Office.DateOf(last), days).ToDateOnly();

    /// <summary>So many working days before an instant, at a local time.</summary>
    public DateTimeOffset Before(DateTimeOffset at, int days, int hour, int minute)
    {
        var date = Office.DateOf(at);
        while (days > 0)
        {
            date = date.PlusDays(-1);
            if (Office.Calendar.IsBusinessDay(date))
                days--;
        }

        return Office.At(date, new LocalTime(hour, minute));
    }
}

using NodaTime;

namespace BackOfficeFlow.Work.Calendars;

/// <summary>When a term that begins at an instant ends. Every due time of the product comes from here.</summary>
public static class DueDates
{
    static readonly BusinessTime Banks = new(StandardCalendars.Target);

    /// <summary>Hours end at an instant. Business and bank days end when work ends on the last of them; calendar days, months and years end with their last day.</summary>
    public static DateTimeOffset From(DateTimeOffset start, BusinessDuration term, Calendar calendar)
    {
        var time = new BusinessTime(calendar);
        return term.Unit switch
        {
            DurationUnit.BusinessHours => time.Add(start, term.Time),
            DurationUnit.Hours => start.ToUniversalTime() + term.Time,
            _ when term.Amount == 0 => start.ToUniversalTime(),
            DurationUnit.BusinessDays or DurationUnit.BankDays => time.EndOfWork(LastDay(time.DateOf(start), term, calendar)),
            _ => time.EndOfDay(LastDay(time.DateOf(start), term, calendar)),
        };
    }

    public static DateTimeOffset From(DateTimeOffset start, string term, Calendar calendar) => From(start, BusinessDuration.Parse(term), calendar);

    /// <summary>The last day of a term in days, months or years. The day of the start is not counted.</summary>
    public static LocalDate LastDay(LocalDate start, BusinessDuration term, Calendar calendar) => term.Unit switch
    {
        DurationUnit.BusinessDays => new BusinessTime(calendar).AddBusinessDays(start, term.Whole),
        DurationUnit.BankDays => Banks.AddBusinessDays(start, term.Whole),
        DurationUnit.CalendarDays => start.PlusDays(term.Whole),
        DurationUnit.Months => start.PlusMonths(term.Whole),
        DurationUnit.Years => start.PlusYears(term.Whole),
        _ => throw new ArgumentException($"{term} does not end with a day."),
    };

    /// <summary>The last day, without NodaTime's types.</summary>
    public static DateOnly LastDay(DateOnly start, string term, Calendar calendar) =>
        LastDay(LocalDate.FromDateOnly(start), BusinessDuration.Parse(term), calendar).ToDateOnly();
}

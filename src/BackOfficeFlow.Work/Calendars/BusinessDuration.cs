using System.Globalization;

namespace BackOfficeFlow.Work.Calendars;

/// <summary>
/// What a term counts. The unit is always said: "a day" that may mean 24 hours, 8 hours or the next working day is how promises get broken.
/// </summary>
public enum DurationUnit
{
    /// <summary>Opening hours of the calendar.</summary>
    BusinessHours,
    /// <summary>Business days of the calendar; the day of the start does not count.</summary>
    BusinessDays,
    /// <summary>Days on which banks settle (TARGET).</summary>
    BankDays,
    /// <summary>Every day; the day of the start does not count (Código Civil art. 5).</summary>
    CalendarDays,
    /// <summary>Date to date; a month that lacks the day ends on its last one (Código Civil art. 5).</summary>
    Months,
    Years,
    /// <summary>Hours of the clock, open or not.</summary>
    Hours,
}

/// <summary>A term with its unit, written "4 BH", "1 BD", "2 KD", "20 CD", "3 MO", "1 YR" or "24 H".</summary>
public readonly record struct BusinessDuration(decimal Amount, DurationUnit Unit)
{
    static readonly (string Code, DurationUnit Unit)[] Codes =
    [
        ("BH", DurationUnit.BusinessHours), ("BD", DurationUnit.BusinessDays), ("KD", DurationUnit.BankDays), ("CD", DurationUnit.CalendarDays),
        ("MO", DurationUnit.Months), ("YR", DurationUnit.Years), ("H", DurationUnit.Hours),
    ];

    /// <summary>Counted in whole days: the term ends with a day, not with an hour.</summary>
    public bool IsInDays => Unit is not (DurationUnit.BusinessHours or DurationUnit.Hours);

    public int Whole => (int)Amount;

    public TimeSpan Time => TimeSpan.FromTicks((long)(Amount * TimeSpan.TicksPerHour));

    public static BusinessDuration Parse(string text) =>
        TryParse(text, out var duration) ? duration : throw new FormatException(Configured.Sentences.Say(Texts.All, "DurationWrong", CultureInfo.CurrentUICulture, [text]));

    public static bool TryParse(string? text, out BusinessDuration duration)
    {
        duration = default;
        var trimmed = (text ?? "").Trim();
        var (code, unit) = Codes.FirstOrDefault(each => trimmed.EndsWith(each.Code, StringComparison.OrdinalIgnoreCase));
        if (code is null || !decimal.TryParse(trimmed[..^code.Length].TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
            return false;

        duration = new BusinessDuration(amount, unit);
        return amount <= 100_000 && amount == Math.Round(amount, duration.IsInDays ? 0 : 2);
    }

    public override string ToString()
    {
        var unit = Unit;
        return $"{Amount.ToString("0.##", CultureInfo.InvariantCulture)} {Codes.First(each => each.Unit == unit).Code}";
    }
}

using BackOfficeFlow.Work.Calendars;
using NodaTime;

namespace BackOfficeFlow.Business.Orders;

/// <summary>
/// The deadline of a row of the playbook: a term ("2 BD", "7 CD"), the end of the parcel's storage ("storage", "storage-2 BD"), the new date of
/// arrival ("eta+1 BD"), or none ("-"). Pure.
/// </summary>
public readonly record struct CarrierDeadline(CarrierDeadline.From Counted, BusinessDuration Term)
{
    /// <summary>What a deadline is counted from.</summary>
    public enum From { Nothing, Now, Storage, Eta }

    public const string Forms = "-, 2 BD, storage, storage-2 BD, eta+1 BD";

    const string StorageWord = "storage";
    const string EtaWord = "eta";
    static readonly BusinessDuration NoTime = new(0, DurationUnit.BusinessDays);

    public static bool TryParse(string? text, out CarrierDeadline deadline)
    {
        var word = (text ?? "").Trim();
        var (counted, rest) = word switch
        {
            "" or "-" => (From.Nothing, null),
            StorageWord => (From.Storage, (string?)null),
            _ when word.StartsWith($"{StorageWord}-", StringComparison.Ordinal) => (From.Storage, word[(StorageWord.Length + 1)..]),
            _ when word.StartsWith($"{EtaWord}+", StringComparison.Ordinal) => (From.Eta, word[(EtaWord.Length + 1)..]),
            _ => (From.Now, word)
        };
        deadline = new CarrierDeadline(counted, NoTime);
        if (rest is null)
            return true;
        if (!BusinessDuration.TryParse(rest, out var term) || (counted == From.Storage && term.Unit is not (DurationUnit.BusinessDays or DurationUnit.CalendarDays)))
            return false;

        deadline = new CarrierDeadline(counted, term);
        return true;
    }

    /// <summary>When it ends; null when there is none, or nothing to count it from.</summary>
    /// <param name="facts">What it may be counted from.</param>
    /// <param name="calendar">Of the company.</param>
    public DateTimeOffset? Due(DeadlineFacts facts, Calendar calendar) => Counted switch
    {
        From.Now => DueDates.From(facts.Now, Term, calendar),
        From.Eta when facts.Eta is { } eta => DueDates.From(new BusinessTime(calendar).EndOfDay(LocalDate.FromDateOnly(eta)), Term, calendar),
        From.Storage => BeforeStorageEnds(facts, calendar),
        _ => null
    };

    DateTimeOffset BeforeStorageEnds(DeadlineFacts facts, Calendar calendar)
    {
        var time = new BusinessTime(calendar);
        var day = time.DateOf(DueDates.From(facts.StoredSince, facts.StoredFor, calendar));
        for (var left = Term.Whole; left > 0; )
        {
            day = day.PlusDays(-1);
            if (Term.Unit == DurationUnit.CalendarDays || calendar.IsBusinessDay(day))
                left--;
        }

        // A storage so short that the deadline would lie behind us still leaves today.
        var due = time.EndOfWork(day);
        return due > facts.Now ? due : time.EndOfWork(time.DateOf(facts.Now));
    }
}

/// <summary>What a deadline may be counted from.</summary>
/// <param name="Now">The instant at which the playbook is followed.</param>
/// <param name="StoredSince">When the carrier began to keep the parcel.</param>
/// <param name="StoredFor">How long it keeps one.</param>
/// <param name="Eta">The new day of arrival that the carrier told.</param>
public sealed record DeadlineFacts(DateTimeOffset Now, DateTimeOffset StoredSince, BusinessDuration StoredFor, DateOnly? Eta);

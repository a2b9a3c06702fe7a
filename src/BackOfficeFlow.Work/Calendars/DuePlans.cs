using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Work.Calendars;

/// <summary>An instant that a calendar gave, and how.</summary>
public sealed record PlannedTime(DateTimeOffset At, DuePlan Plan);

/// <summary>Works out plans.</summary>
public static class DuePlans
{
    const string Then = " + ";

    public static string Join(IReadOnlyList<string> terms) => string.Join(Then, terms.Select(term => BusinessDuration.Parse(term).ToString()));

    /// <summary>When the plan is due by a calendar, each term counted from the end of the one before.</summary>
    public static DateTimeOffset Due(this DuePlan plan, Calendar calendar) =>
        plan.Terms.Split(Then).Aggregate(plan.Start, (at, term) => DueDates.From(at, term, calendar));
}

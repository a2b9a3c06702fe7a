namespace BackOfficeFlow.Work.Tables;

/// <summary>The values that a condition accepts: spans of an ordered type, or words. Everything is kept as a set, so that two cells can be compared.</summary>
public sealed record Cell(string Shown, bool Any, bool Missing, IReadOnlyList<Span> Spans, IReadOnlySet<string> Words, bool ExceptWords)
{
    public static Cell Everything { get; } = new("-", true, true, [], new HashSet<string>(), false);

    /// <summary>Whether a value (null, text, bool, number, date) is accepted.</summary>
    public bool Holds(object? value) => value switch
    {
        _ when Any => true,
        null => Missing,
        string word => Words.Contains(word) != ExceptWords,
        bool flag => Words.Contains(flag ? "true" : "false") != ExceptWords,
        _ => Spans.Any(span => span.Holds(Ordered(value))),
    };

    /// <summary>A date or number on one line of numbers.</summary>
    public static decimal Ordered(object value) => value switch
    {
        DateOnly date => date.DayNumber,
        decimal number => number,
        long number => number,
        _ => throw new ArgumentException($"A value of type {value.GetType().Name} has no order here."),
    };
}

/// <summary>An interval of numbers; a missing end is open to infinity.</summary>
public sealed record Span(decimal? From, bool FromIncluded, decimal? To, bool ToIncluded)
{
    public bool Holds(decimal value) =>
        (From is null || value > From || (FromIncluded && value == From)) && (To is null || value < To || (ToIncluded && value == To));

    public bool IsEmpty => From > To || (From == To && From is not null && !(FromIncluded && ToIncluded));
}

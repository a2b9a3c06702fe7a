namespace BackOfficeFlow.Work.Forms;

public enum FieldKind
{
    Text, LongText, WholeNumber, Number, Money, Percent, Date, DateTime, Bool, Confirm, Choice, Choices, Lookup,
    Nif, Iban, Bic, Email, Phone, Postcode, Url, File, Files, Address, Period, Slot, Grid,
}

/// <summary>One thing that a form asks, with all that is checked about it.</summary>
public sealed record FormField(string Name, FieldKind Kind)
{
    /// <summary>Texts are literals or "@key".</summary>
    public string Title { get; init; } = Name;
    public string? Description { get; init; }
    public string? Placeholder { get; init; }

    public bool Required { get; init; }
    public IReadOnlyList<FieldCondition> RequiredWhen { get; init; } = [];
    public IReadOnlyList<FieldCondition> VisibleWhen { get; init; } = [];

    public int? MinLength { get; init; }
    public int? MaxLength { get; init; }
    public decimal? Minimum { get; init; }
    public decimal? Maximum { get; init; }
    public int? Decimals { get; init; }
    public string Currency { get; init; } = "EUR";

    public IReadOnlyList<FieldOption> Options { get; init; } = [];
    public IReadOnlyList<FormField> Columns { get; init; } = [];
    public int? MinItems { get; init; }
    public int? MaxItems { get; init; }

    public DateLimit? NotBefore { get; init; }
    public DateLimit? NotAfter { get; init; }

    /// <summary>The date must not come before the one in this field.</summary>
    public string? AfterField { get; init; }

    /// <summary>The date must not lie in a closed accounting period.</summary>
    public bool InOpenPeriod { get; init; }

    /// <summary>Only a mobile number will do; a number that we will call back (no premium rates).</summary>
    public bool Mobile { get; init; }
    public bool CallBack { get; init; }

    /// <summary>A tax number of another member state will do as well.</summary>
    public bool EuropeanVat { get; init; }

    /// <summary>Accepted kinds of file by content ("pdf", "jpeg", "png" …); empty: every kind that the product accepts.</summary>
    public IReadOnlyList<string> Accept { get; init; } = [];
    public int MaxMegabytes { get; init; } = 10;

    public IEnumerable<string?> Texts =>
        new[] { Title, Description, Placeholder }.Concat(Options.Select(option => option.Title)).Concat(Columns.SelectMany(column => column.Texts));
}

public sealed record FieldOption(string Value, string Title);

/// <summary>A field has one of some values ("$outcome" is the outcome that the person chose). Several conditions hold together.</summary>
public sealed record FieldCondition(string Field, IReadOnlyList<object?> Values, bool Negated)
{
    public const string Outcome = "$outcome";
}

/// <summary>A day that does not move, or one relative to today.</summary>
public sealed record DateLimit(DateOnly? Fixed, int DaysFromToday)
{
    public DateOnly On(DateOnly today) => Fixed ?? today.AddDays(DaysFromToday);
}

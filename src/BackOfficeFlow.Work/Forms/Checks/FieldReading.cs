using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;

namespace BackOfficeFlow.Work.Forms;

/// <summary>Reads what was given for one field: the value as it is kept, or null with an error (or without one, when nothing was given).</summary>
sealed partial class FieldReading(FormField field, string path, FormContext context, List<FormError> errors)
{
    public object? Read(object? given)
    {
        if (IsBlank(given))
            return null;

        return field.Kind switch
        {
            FieldKind.Text or FieldKind.LongText => ReadText(given),
            FieldKind.WholeNumber => ReadNumber(given) is { } number ? (object)(long)number : null,
            FieldKind.Number or FieldKind.Money or FieldKind.Percent => ReadNumber(given),
            FieldKind.Date => ReadDate(given),
            FieldKind.DateTime => ReadInstant(given),
            FieldKind.Bool => ReadBool(given),
            FieldKind.Confirm => ReadBool(given) is true ? true : null,
            FieldKind.Choice or FieldKind.Lookup => ReadOption(given),
            FieldKind.Choices => ReadOptions(given),
            FieldKind.File => ReadFile(given, path),
            FieldKind.Files => ReadFiles(given),
            FieldKind.Address => ReadAddress(given),
            FieldKind.Period => ReadPeriod(given),
            FieldKind.Slot => ReadSlot(given),
            FieldKind.Grid => ReadGrid(given),
            _ => ReadShaped(given),
        };
    }

    static bool IsBlank(object? given) => given switch
    {
        null => true,
        string text => string.IsNullOrWhiteSpace(text),
        List<object?> items => items.Count == 0,
        IReadOnlyDictionary<string, object?> parts => parts.Values.All(IsBlank),
        _ => false,
    };

    string? ReadText(object? given)
    {
        if (given is not string raw)
            return WrongText("NotText");
        var text = raw.ReplaceLineEndings("\n").Trim();
        if (text.Any(sign => char.IsControl(sign) && (field.Kind is not FieldKind.LongText || sign is not ('\n' or '\t'))))
            return WrongText("ControlCharacters");
        if (text.Length > field.MaxLength)
            return WrongText("TooLong", field.MaxLength, text.Length);
        return text.Length < field.MinLength ? WrongText("TooShort", field.MinLength) : text;
    }

    decimal? ReadNumber(object? given)
    {
        if (Number(given) is not { } number)
            return WrongNumber(field.Kind is FieldKind.WholeNumber ? "NotWholeNumber" : "NotNumber");
        if (field.Kind is FieldKind.WholeNumber && (number != decimal.Truncate(number) || Math.Abs(number) > long.MaxValue))
            return WrongNumber("NotWholeNumber");
        if (number < field.Minimum)
            return WrongNumber("TooSmall", field.Minimum);
        if (number > field.Maximum)
            return WrongNumber("TooLarge", field.Maximum);
        // Columns keep (19,4): what would not fit is said here rather than by the database.
        if (Math.Abs(number) >= 1_000_000_000_000_000m && field.Kind is not FieldKind.WholeNumber)
            return WrongNumber("TooLarge", 999_999_999_999_999m);
        return number != Math.Round(number, field.Decimals ?? 4) ? WrongNumber("TooManyDecimals", field.Decimals) : number;
    }

    static decimal? Number(object? given) => given switch
    {
        decimal number => number,
        long number => number,
        int number => number,
        double number when double.IsFinite(number) && Math.Abs(number) < 1e27 => (decimal)number,
        string text when decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    object? ReadDate(object? given)
    {
        if (Date(given) is not { } date)
            return Wrong("NotDate");
        return InLimits(date) ? date : null;
    }

    static DateOnly? Date(object? given) => given switch
    {
        DateOnly date => date,
        string text when DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => date,
        _ => null,
    };

    bool InLimits(DateOnly date)
    {
        if (field.NotBefore?.On(context.Today) is { } first && date < first)
            Wrong("DateTooEarly", first);
        else if (field.NotAfter?.On(context.Today) is { } last && date > last)
            Wrong("DateTooLate", last);
        else if (field.InOpenPeriod && date <= context.ClosedUntil)
            Wrong("DateInClosedPeriod", context.ClosedUntil);
        else
            return true;
        return false;
    }

    object? ReadInstant(object? given)
    {
        if (Moment(given) is not { } instant)
            return Wrong("NotInstant");
        var local = Instant.FromDateTimeOffset(instant).InZone(context.TimeZone).Date.ToDateOnly();
        return InLimits(local) ? instant : null;
    }

    DateTimeOffset? Moment(object? given)
    {
        if (given is DateTimeOffset instant)
            return instant.ToUniversalTime();
        if (given is not string text)
            return null;

        string[] local = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];
        if (DateTime.TryParseExact(text.Trim(), local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall))
            return context.TimeZone.ResolveLocal(LocalDateTime.FromDateTime(wall), Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter)).ToDateTimeOffset().ToUniversalTime();

        string[] withOffset = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
        return DateTimeOffset.TryParseExact(text.Trim(), withOffset, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment.ToUniversalTime() : null;
    }

    object? ReadBool(object? given) => given switch
    {
        bool flag => flag,
        "true" => true,
        "false" => false,
        _ => Wrong("NotYesNo"),
    };

    string? ReadOption(object? given) =>
        given is string value && field.Options.Any(option => option.Value == value) ? value : WrongText("NotAnOption", field.Options.Select(option => option.Value));

    object? Wrong(string code, params object?[] arguments)
    {
        Wrong(path, code, arguments);
        return null;
    }

    void Wrong(string where, string code, object?[] arguments) => errors.Add(new FormError(where, code, arguments));

    string? WrongText(string code, params object?[] arguments) => (string?)Wrong(code, arguments);

    decimal? WrongNumber(string code, params object?[] arguments) => (decimal?)Wrong(code, arguments);
}

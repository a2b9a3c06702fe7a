using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;

namespace BackOfficeFlow.Work.Imports;

/// <summary>Reads the text of a cell as what its field holds. Pure; what does not fit is told with what was expected.</summary>
public static class CellReader
{
    public static object? Read(ImportField field, string cell, NumberStyle numbers, DateTimeZone zone, out RowProblem? problem)
    {
        problem = null;
        cell = cell.Trim();
        if (cell.Length == 0)
        {
            if (field.Required)
                problem = new("required", field.Key);
            return null;
        }

        object? value = field.Type switch
        {
            ImportFieldType.Text => cell.Length <= field.MaxLength && !cell.Any(IsControl) ? cell : null,
            ImportFieldType.Whole => Whole(cell, numbers),
            ImportFieldType.Number => Number(cell, numbers),
            ImportFieldType.Date => Date(cell),
            ImportFieldType.Instant => Instant(cell, zone),
            ImportFieldType.YesNo => YesNo(cell),
            _ => field.Values.FirstOrDefault(known => string.Equals(known, cell, StringComparison.OrdinalIgnoreCase))
        };

        if (value is null)
            problem = Misfit(field, cell);
        return value;
    }

    static bool IsControl(char c) => char.IsControl(c) && c is not ('\n' or '\r' or '\t');

    static RowProblem Misfit(ImportField field, string cell)
    {
        var shown = cell.Length <= 60 ? cell : cell[..60] + "…";
        return field.Type switch
        {
            ImportFieldType.Text => new("not-text", field.Key, shown, field.MaxLength.ToString(CultureInfo.InvariantCulture)),
            ImportFieldType.Whole => new("not-whole", field.Key, shown),
            ImportFieldType.Number => new("not-number", field.Key, shown),
            ImportFieldType.Date => new("not-date", field.Key, shown),
            ImportFieldType.Instant => new("not-instant", field.Key, shown),
            ImportFieldType.YesNo => new("not-yes-no", field.Key, shown),
            _ => new("not-one-of", field.Key, shown, string.Join(", ", field.Values))
        };
    }

    static long? Whole(string cell, NumberStyle numbers) =>
        Number(cell, numbers) is { } number && number == decimal.Truncate(number) && Math.Abs(number) <= long.MaxValue ? (long)number : null;

    static decimal? Number(string cell, NumberStyle numbers)
    {
        var bare = cell.Replace("€", "", StringComparison.Ordinal).Replace("EUR", "", StringComparison.OrdinalIgnoreCase).Replace("\u00A0", "", StringComparison.Ordinal).Trim();
        var (decimals, thousands) = numbers is NumberStyle.Comma ? (',', '.') : ('.', ',');
        if (!ThousandsAreWell(bare, decimals, thousands))
            return null;

        var plain = bare.Replace(thousands.ToString(), "", StringComparison.Ordinal).Replace(decimals, '.');
        return decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    // "12.50" in a file with decimal commas is a mistake, not 1250.
    static bool ThousandsAreWell(string number, char decimals, char thousands)
    {
        var whole = number.Split(decimals)[0].TrimStart('-', '+');
        var groups = whole.Split(thousands);
        return groups.Length == 1 || (groups[0].Length is > 0 and <= 3 && groups.Skip(1).All(group => group.Length == 3));
    }

    static readonly string[] dates = ["yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy", "dd-MM-yyyy", "dd.MM.yyyy", "yyyyMMdd"];

    static DateOnly? Date(string cell) =>
        DateOnly.TryParseExact(cell, dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    static readonly string[] instants =
        ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:sszzz"];

    static readonly string[] wallClocks =
        ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "dd/MM/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm", "d/M/yyyy H:mm", "d/M/yyyy H:mm:ss", "yyyy-MM-dd", "dd/MM/yyyy"];

    static DateTimeOffset? Instant(string cell, DateTimeZone zone)
    {
        // A text without an offset is parsed as wall clock first: otherwise it would be taken for the machine's own zone.
        if (DateTime.TryParseExact(cell, wallClocks, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall))
            return LocalDateTime.FromDateTime(wall).InZone(zone, Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter)).ToDateTimeOffset().ToUniversalTime();

        return DateTimeOffset.TryParseExact(cell, instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant.ToUniversalTime()
            : null;
    }

    static bool? YesNo(string cell) => ImportField.Plain(cell) switch
    {
        "1" or "si" or "s" or "yes" or "y" or "true" or "x" or "verdadero" => true,
        "0" or "no" or "n" or "false" or "falso" => false,
        _ => null
    };
}

using System.Globalization;

namespace BackOfficeFlow.Work.Imports;

/// <summary>Guesses how a file is written from its first rows.</summary>
public static class CsvGuess
{
    const int RowsLookedAt = 50;

    public static async Task<CsvFormat> Format(Stream file, CsvEncoding encoding, IReadOnlyList<ImportField> fields, CancellationToken cancel)
    {
        var best = (Score: -1, Delimiter: ';', Rows: (IReadOnlyList<CsvRecord>)[]);
        foreach (var delimiter in CsvFormat.Delimiters)
        {
            var rows = await FirstRows(file, new CsvFormat(delimiter, encoding, false, NumberStyle.Point), RowsLookedAt, cancel);
            var score = Score(rows);
            if (score > best.Score)
                best = (score, delimiter, rows);
        }

        // Where the comma parts the decimals, it cannot part the columns: such files use a semicolon.
        var numbers = best.Delimiter == ',' ? NumberStyle.Point : NumbersIn(best.Rows);
        return new CsvFormat(best.Delimiter, encoding, HasHeader(best.Rows, fields), numbers);
    }

    public static async Task<IReadOnlyList<CsvRecord>> FirstRows(Stream file, CsvFormat format, int count, CancellationToken cancel)
    {
        var reader = new CsvReader(file, format);
        var rows = new List<CsvRecord>();
        while (rows.Count < count && await reader.Next(cancel) is { } row)
            rows.Add(row);
        return rows;
    }

    // The delimiter that cuts every row into the same number of cells, and into the most.
    static int Score(IReadOnlyList<CsvRecord> rows)
    {
        var widths = rows.Where(row => row.Fault is null).Select(row => row.Cells.Count).ToList();
        if (widths.Count == 0)
            return 0;

        var usual = widths.GroupBy(width => width).MaxBy(group => group.Count() * (group.Key > 1 ? 2 : 1))!;
        return usual.Key == 1 ? 0 : (100 * usual.Count() / rows.Count) + Math.Min(usual.Key, 50);
    }

    static NumberStyle NumbersIn(IReadOnlyList<CsvRecord> rows)
    {
        var comma = 0;
        var point = 0;
        foreach (var cell in rows.SelectMany(row => row.Cells))
        {
            var mark = cell.LastIndexOfAny([',', '.']);
            if (mark <= 0 || mark == cell.Length - 1 || !cell.All(c => char.IsAsciiDigit(c) || c is ',' or '.' or '-') || cell.Count(c => c == cell[mark]) > 1)
                continue;
            // A thousand's mark is followed by three digits: "1.234" says nothing.
            if (cell.Length - mark - 1 != 3)
                _ = cell[mark] == ',' ? comma++ : point++;
        }

        return point > comma ? NumberStyle.Point : NumberStyle.Comma;
    }

    static bool HasHeader(IReadOnlyList<CsvRecord> rows, IReadOnlyList<ImportField> fields)
    {
        if (rows.Count == 0 || rows[0].Fault is not null)
            return false;

        var first = rows[0].Cells;
        if (first.Any(cell => fields.Any(field => field.IsCalled(cell))))
            return true;
        // Nearly every file has headings; a first row in which a number or a date stands has none.
        return rows.Count > 1 && first.All(cell => cell.Length is > 0 and < 60 && !LooksLikeData(cell));
    }

    static bool LooksLikeData(string cell) =>
        decimal.TryParse(cell, NumberStyles.Number, CultureInfo.InvariantCulture, out _)
        || DateTime.TryParse(cell, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        || cell.Any(char.IsAsciiDigit) && cell.Count(char.IsAsciiDigit) * 2 > cell.Length;
}

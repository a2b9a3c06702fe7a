using System.Globalization;

namespace BackOfficeFlow.Work.Tables;

/// <summary>Cuts a column's values into pieces, each told by one value of it: every cell accepts a piece whole or not at all.</summary>
static class ColumnPieces
{
    const string AnyOther = "…";

    public static IReadOnlyList<object?> Of(TableColumn column, IEnumerable<Cell> cells)
    {
        List<object?> pieces = column.Type switch
        {
            ColumnType.Choice => [.. column.Values.Distinct()],
            ColumnType.Bool => [false, true],
            ColumnType.Text => [.. cells.SelectMany(cell => cell.Words).Distinct().Order(StringComparer.Ordinal), AnyOther],
            _ => [.. Numbers(column, [.. cells.SelectMany(cell => cell.Spans)]).Select(number => Typed(column, number))],
        };
        if (column.Optional)
            pieces.Add(null);
        return pieces;
    }

    static IEnumerable<decimal> Numbers(TableColumn column, List<Span> spans)
    {
        // The step to the next value that the type has; numbers have none: between two there is always another.
        decimal? step = column.Type switch { ColumnType.Number => null, ColumnType.Money => 0.01m, _ => 1m };
        var edges = spans.SelectMany(span => new[] { span.From, span.To }).Append(column.Minimum).Append(column.Maximum).OfType<decimal>().Distinct().Order().ToList();
        if (edges.Count == 0)
            edges.Add(0);

        var candidates = new List<decimal> { edges[0] - (step ?? 1) };
        for (var at = 0; at < edges.Count; at++)
        {
            candidates.Add(edges[at]);
            var next = at + 1 < edges.Count ? edges[at + 1] : edges[at] + 2 * (step ?? 1);
            var between = step is { } width ? edges[at] + width : (edges[at] + next) / 2;
            if (between < next)
                candidates.Add(between);
        }

        return candidates.Where(value => !(value < column.Minimum) && !(value > column.Maximum) && Exists(column, value));
    }

    static bool Exists(TableColumn column, decimal value) => column.Type switch
    {
        ColumnType.Date => value >= DateOnly.MinValue.DayNumber && value <= DateOnly.MaxValue.DayNumber,
        ColumnType.WholeNumber => value == decimal.Truncate(value),
        _ => true,
    };

    static object Typed(TableColumn column, decimal number) => column.Type switch
    {
        ColumnType.Date => DateOnly.FromDayNumber((int)number),
        ColumnType.WholeNumber => (long)number,
        _ => number,
    };

    public static string Shown(TableColumn column, object? piece) => piece switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        AnyOther when column.Type is ColumnType.Text => AnyOther,
        _ => Convert.ToString(piece, CultureInfo.InvariantCulture) ?? "",
    };
}

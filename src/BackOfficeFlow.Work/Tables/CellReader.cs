using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using BackOfficeFlow.Work.Configured;

namespace BackOfficeFlow.Work.Tables;

/// <summary>Reads a condition: "-", a value, a list, a range ("1..5", "[1..5)") or a comparison ("&gt;= 300", "!= LOST"). There are no scripts.</summary>
static partial class CellReader
{
    public static Cell Read(DocumentPart? part, TableColumn column)
    {
        if (part is null || part.Element.ValueKind is JsonValueKind.String && part.Element.GetString() is "-")
            return Cell.Everything;

        var pieces = part.Element.ValueKind is JsonValueKind.Array ? part.Items().Select(item => ReadOne(item, column)).ToList() : [ReadOne(part, column)];
        if (pieces.Count == 0)
            part.Report(Texts.All, "CellEmpty");
        if (pieces.Count > 1 && pieces.Any(piece => piece.ExceptWords))
            part.Report(Texts.All, "ExceptInList");

        return new Cell(
            string.Join(", ", pieces.Select(piece => piece.Shown)), false,
            pieces.Any(piece => piece.Missing),
            [.. pieces.SelectMany(piece => piece.Spans)],
            pieces.SelectMany(piece => piece.Words).ToHashSet(StringComparer.Ordinal),
            pieces.Any(piece => piece.ExceptWords));
    }

    static Cell ReadOne(DocumentPart part, TableColumn column)
    {
        if (part.Element.ValueKind is JsonValueKind.Null)
        {
            if (!column.Optional)
                part.Report(Texts.All, "NeverMissing", column.Name);
            return Of("null", missing: true);
        }

        return column.Type switch
        {
            ColumnType.Bool => part.Element.ValueKind is JsonValueKind.True or JsonValueKind.False ? Word(part.Element.GetBoolean() ? "true" : "false") : Wrong(part, column),
            ColumnType.Text or ColumnType.Choice => ReadWord(part, column),
            _ => ReadSpan(part, column),
        };
    }

    static Cell ReadWord(DocumentPart part, TableColumn column)
    {
        if (part.Element.ValueKind is not JsonValueKind.String)
            return Wrong(part, column);
        var text = part.Element.GetString()!;
        var except = text.StartsWith("!=", StringComparison.Ordinal);
        var word = except ? text[2..].Trim() : text;
        if (column.Type is ColumnType.Choice && !column.Values.Contains(word))
            part.Report(Texts.All, "ValueUnknown", word, column.Name, string.Join(", ", column.Values));
        return except ? Word(word) with { ExceptWords = true, Shown = text } : Word(word);
    }

    static Cell ReadSpan(DocumentPart part, TableColumn column)
    {
        if (part.Element.ValueKind is JsonValueKind.Number && column.Type is not ColumnType.Date)
            return Known(part.Element.GetRawText(), column) is { } point ? Point(part.Element.GetRawText(), point) : Wrong(part, column);
        if (part.Element.ValueKind is not JsonValueKind.String)
            return Wrong(part, column);

        var text = part.Element.GetString()!.Trim();
        var spans = Comparison().Match(text) is { Success: true } comparison ? Compared(comparison, column)
            : Range().Match(text) is { Success: true } range ? Ranged(range, column)
            : Known(text, column) is { } value ? [new Span(value, true, value, true)] : null;
        if (spans is null)
            return Wrong(part, column);
        if (spans.Any(span => span.IsEmpty))
            part.Report(Texts.All, "RangeEmpty", text);
        return Of(text, spans: spans);
    }

    static Span[]? Compared(Match match, TableColumn column)
    {
        if (Known(match.Groups[2].Value, column) is not { } value)
            return null;
        return match.Groups[1].Value switch
        {
            "<" => [new Span(null, false, value, false)],
            "<=" => [new Span(null, false, value, true)],
            ">" => [new Span(value, false, null, false)],
            ">=" => [new Span(value, true, null, false)],
            "!=" => [new Span(null, false, value, false), new Span(value, false, null, false)],
            _ => [new Span(value, true, value, true)],
        };
    }

    static Span[]? Ranged(Match match, TableColumn column) =>
        Known(match.Groups[2].Value, column) is { } from && Known(match.Groups[3].Value, column) is { } to
            ? [new Span(from, match.Groups[1].Value is not "(", to, match.Groups[4].Value is not ")")]
            : null;

    static decimal? Known(string text, TableColumn column)
    {
        if (column.Type is ColumnType.Date)
            return DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date.DayNumber : null;
        if (!decimal.TryParse(text.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return null;
        var decimals = column.Type switch { ColumnType.WholeNumber => 0, ColumnType.Money => 2, _ => 10 };
        return number == Math.Round(number, decimals) && Math.Abs(number) < 1e20m ? number : null;
    }

    static Cell Wrong(DocumentPart part, TableColumn column)
    {
        part.Report(Texts.All, "CellWrong", Short(part.Element.GetRawText()), column.Name, new TextKey($"CellOf{column.Type}"));
        return Cell.Everything;
    }

    static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;

    static Cell Point(string shown, decimal value) => Of(shown, spans: [new Span(value, true, value, true)]);

    static Cell Word(string word) => Of(word, words: [word]);

    static Cell Of(string shown, bool missing = false, Span[]? spans = null, string[]? words = null) =>
        new(shown, false, missing, spans ?? [], (words ?? []).ToHashSet(StringComparer.Ordinal), false);

    [GeneratedRegex(@"^(<=|>=|!=|<|>|=)\s*(.+)$")]
    private static partial Regex Comparison();

    [GeneratedRegex(@"^([\[(]?)\s*(.+?)\s*\.\.\s*(.+?)\s*([\])]?)$")]
    private static partial Regex Range();
}

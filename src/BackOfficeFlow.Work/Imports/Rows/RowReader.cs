using System.Globalization;
using NodaTime;

namespace BackOfficeFlow.Work.Imports;

/// <summary>Turns a record of a file into a row, or says why not. Pure.</summary>
public sealed class RowReader(IReadOnlyList<ImportField> fields, ColumnMapping mapping, NumberStyle numbers, DateTimeZone zone, int columns)
{
    public ImportRow? Read(int number, CsvRecord record, out RowProblem? problem)
    {
        problem = Shape(record);
        if (problem is not null)
            return null;

        var values = new Dictionary<string, object>();
        foreach (var field in fields)
        {
            var value = mapping.ColumnOfField.TryGetValue(field.Key, out var column)
                ? CellReader.Read(field, column < record.Cells.Count ? record.Cells[column] : "", numbers, zone, out problem)
                : null;
            if (problem is not null)
                return null;
            if (value is not null)
                values[field.Key] = value;
        }

        return new ImportRow(number, values);
    }

    // Fewer cells than headings is how spreadsheets write empty ends; more means that a delimiter stands inside a text without quotes.
    RowProblem? Shape(CsvRecord record)
    {
        if (record.Fault is { } fault)
            return new(CodeOf(fault), "");

        return record.Cells.Skip(columns).Any(cell => cell.Length > 0)
            ? new("too-many-cells", "", record.Cells.Count.ToString(CultureInfo.InvariantCulture), columns.ToString(CultureInfo.InvariantCulture))
            : null;
    }

    internal static string CodeOf(CsvFault fault) => fault switch
    {
        CsvFault.QuoteNotClosed => "quote-not-closed",
        CsvFault.TextAfterQuote => "text-after-quote",
        CsvFault.NotInEncoding => "not-in-encoding",
        CsvFault.Nul => "nul",
        _ => "too-long"
    };
}

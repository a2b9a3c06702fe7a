using System.Globalization;
using System.Text;

namespace BackOfficeFlow.Work.Imports;

/// <summary>Writes CSV that a spreadsheet opens without running anything: a cell that it would take for a formula is made text.</summary>
public static class CsvWriter
{
    /// <summary>Starts the file: a spreadsheet needs the mark to read UTF-8.</summary>
    public static readonly byte[] Start = Encoding.UTF8.GetPreamble();

    public static string Line(IEnumerable<string> cells, char delimiter)
    {
        var line = new StringBuilder();
        foreach (var cell in cells)
        {
            if (line.Length > 0)
                line.Append(delimiter);
            Append(line, Harmless(cell), delimiter);
        }

        return line.Append("\r\n").ToString();
    }

    /// <summary>A leading =, +, -, @, tab or line end starts a formula in some spreadsheet; a plain number does not.</summary>
    public static string Harmless(string cell) =>
        cell.Length > 0 && "=+-@\t\r\n＝＋－＠".Contains(cell[0]) && !IsNumber(cell) ? "'" + cell : cell;

    static bool IsNumber(string cell) =>
        decimal.TryParse(cell.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
        && cell[0] is '-' or '+' && cell.Length > 1;

    // A cell is always quoted where quoting could matter; an empty first cell is, so that the line is seen to have begun.
    static void Append(StringBuilder line, string cell, char delimiter)
    {
        if (cell.Length > 0 && cell.IndexOfAny([delimiter, '"', '\r', '\n']) < 0 && cell.Trim().Length == cell.Length)
            line.Append(cell);
        else
            line.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}

namespace BackOfficeFlow.Work.Imports;

/// <summary>The first rows of a file read in a format: its columns, where the data begin, and a few rows to look at.</summary>
public sealed record Headings(IReadOnlyList<string> Names, long DataOffset, IReadOnlyList<CsvRecord> Sample)
{
    const int Rows = 20;

    public static async Task<Headings> Of(Stream file, CsvFormat format, CancellationToken cancel)
    {
        var rows = await CsvGuess.FirstRows(file, format, Rows + 1, cancel);
        var width = rows.Where(row => row.Fault is null).Select(row => row.Cells.Count).DefaultIfEmpty(1).Max();
        if (!format.HasHeader || rows.Count == 0)
            return new([.. Enumerable.Range(1, width).Select(column => Texts.Of("ColumnN", column))], rows.Count == 0 ? 0 : rows[0].Offset, rows);

        return new(rows[0].Cells, rows[0].Next, [.. rows.Skip(1)]);
    }

    /// <summary>Headings that stand more than once: a person must say which is meant.</summary>
    public IReadOnlyList<string> Twice =>
        [.. Names.Where(name => name.Length > 0).GroupBy(ImportField.Plain).Where(group => group.Count() > 1).Select(group => group.First())];
}

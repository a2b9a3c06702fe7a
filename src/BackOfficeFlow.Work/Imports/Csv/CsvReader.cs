using System.Text;

namespace BackOfficeFlow.Work.Imports;

/// <summary>
/// Reads records one by one from any place in a file, and knows for each the byte where it begins: so an import goes on where it stopped.
/// It works on bytes, since delimiters, quotes and line ends are the same bytes in every encoding that we take.
/// A record that is badly written is told as such, and reading goes on at the next line.
/// </summary>
public sealed class CsvReader
{
    /// <summary>Longer than any real record: a quote that is never closed must not swallow the file, nor the memory.</summary>
    public const int LongestRecord = 64 * 1024;

    readonly Stream source;
    readonly byte delimiter;
    readonly Encoding encoding;
    readonly byte[] window = new byte[2 * LongestRecord];
    long windowStart;
    int start;
    int end;
    bool ended;
    bool begun;

    public CsvReader(Stream source, CsvFormat format, long offset = 0)
    {
        this.source = source;
        delimiter = (byte)format.Delimiter;
        encoding = CsvEncodings.Of(format.Encoding);
        windowStart = offset;
    }

    /// <summary>The next record; null at the end. Empty lines are passed over.</summary>
    public async Task<CsvRecord?> Next(CancellationToken cancel)
    {
        await Begin(cancel);
        while (true)
        {
            await Fill(cancel);
            if (start == end)
                return null;

            var read = Parse(window.AsSpan(start, end - start), ended);
            var at = windowStart + start;
            start += read.Length;
            if (!read.IsEmptyLine)
                return new CsvRecord(at, windowStart + start, read.Cells, read.Fault);
        }
    }

    async Task Begin(CancellationToken cancel)
    {
        if (begun)
            return;

        begun = true;
        source.Position = windowStart;
        await Fill(cancel);
        if (windowStart == 0 && window.AsSpan(0, end).StartsWith(Encoding.UTF8.Preamble))
            start = Encoding.UTF8.Preamble.Length;
    }

    // Keeps at least one longest record in the window.
    async Task Fill(CancellationToken cancel)
    {
        if (ended || end - start > LongestRecord)
            return;

        window.AsSpan(start, end - start).CopyTo(window);
        windowStart += start;
        end -= start;
        start = 0;
        while (end < window.Length)
        {
            var count = await source.ReadAsync(window.AsMemory(end), cancel);
            ended = count == 0;
            if (ended)
                break;
            end += count;
        }
    }

    readonly record struct Read(int Length, IReadOnlyList<string> Cells, CsvFault? Fault, bool IsEmptyLine = false);

    Read Parse(ReadOnlySpan<byte> bytes, bool isLast)
    {
        var cells = new List<string>();
        CsvFault? fault = null;
        var at = 0;
        while (true)
        {
            var quoted = at < bytes.Length && bytes[at] == '"';
            var length = quoted ? QuotedLength(bytes[at..], isLast) : PlainLength(bytes[at..]);
            if (length < 0 || at + length > LongestRecord)
                return Lost(bytes, quoted ? CsvFault.QuoteNotClosed : CsvFault.TooLong);

            var cell = bytes.Slice(at, length);
            at += length;
            if (quoted && at < bytes.Length && !EndsCell(bytes[at]))
                return Lost(bytes, CsvFault.TextAfterQuote);

            fault ??= Decode(cell, quoted, cells);
            if (at == bytes.Length)
                return new(at, cells, fault, IsEmpty(cells, at));
            if (bytes[at] != delimiter)
                return new(at + LineEnd(bytes[at..]), cells, fault, IsEmpty(cells, at));
            at++;
        }
    }

    static bool IsEmpty(List<string> cells, int length) => length == 0 || (cells.Count == 1 && cells[0].Length == 0);

    bool EndsCell(byte b) => b == delimiter || b is (byte)'\r' or (byte)'\n';

    int PlainLength(ReadOnlySpan<byte> bytes)
    {
        var length = bytes.IndexOfAny(delimiter, (byte)'\r', (byte)'\n');
        return length < 0 ? bytes.Length : length;
    }

    // Including both quotes; a doubled quote inside is one quote. -1 when it is never closed.
    static int QuotedLength(ReadOnlySpan<byte> bytes, bool isLast)
    {
        var at = 1;
        while (true)
        {
            var next = bytes[at..].IndexOf((byte)'"');
            if (next < 0)
                return -1;
            at += next + 1;
            if (at >= bytes.Length)
                return isLast ? at : -1;
            if (bytes[at] != '"')
                return at;
            at++;
        }
    }

    static int LineEnd(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\r\n"u8) ? 2 : 1;

    CsvFault? Decode(ReadOnlySpan<byte> cell, bool quoted, List<string> cells)
    {
        if (cell.Contains((byte)0))
            return CsvFault.Nul;

        try
        {
            var text = encoding.GetString(quoted ? cell[1..^1] : cell);
            cells.Add(quoted ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text.Trim());
            return null;
        }
        catch (DecoderFallbackException)
        {
            return CsvFault.NotInEncoding;
        }
    }

    // Only the first line of what could not be read is given up.
    Read Lost(ReadOnlySpan<byte> bytes, CsvFault fault)
    {
        var line = bytes.IndexOfAny((byte)'\r', (byte)'\n');
        if (line < 0)
            line = bytes.Length;
        var shown = Encoding.Latin1.GetString(bytes[..Math.Min(line, 500)]);
        return new(line < bytes.Length ? line + LineEnd(bytes[line..]) : line, [shown], fault);
    }
}

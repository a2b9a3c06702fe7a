namespace BackOfficeFlow.Work.Imports;

/// <summary>One record of a CSV file: where it begins, where the next one begins, and its cells, or what is wrong with it.</summary>
public sealed record CsvRecord(long Offset, long Next, IReadOnlyList<string> Cells, CsvFault? Fault = null);

/// <summary>What may be wrong with the writing of a record.</summary>
public enum CsvFault
{
    /// <summary>A quote was opened and never closed. Only the line where it opened is lost.</summary>
    QuoteNotClosed,
    /// <summary>Text stands between a closing quote and the next delimiter.</summary>
    TextAfterQuote,
    /// <summary>Bytes that the file's encoding does not know.</summary>
    NotInEncoding,
    /// <summary>A NUL byte: no text file has one.</summary>
    Nul,
    /// <summary>Longer than any real record.</summary>
    TooLong
}

using System.Text;

namespace BackOfficeFlow.Work.Imports;

/// <summary>How a CSV file is written. Found by looking at it; a person may correct it.</summary>
public sealed record CsvFormat(char Delimiter, CsvEncoding Encoding, bool HasHeader, NumberStyle Numbers)
{
    public static readonly IReadOnlyList<char> Delimiters = [';', ',', '\t', '|'];
}

/// <summary>The encodings that back offices really send.</summary>
public enum CsvEncoding
{
    Utf8,
    Windows1252
}

/// <summary>How numbers are written in a file.</summary>
public enum NumberStyle
{
    /// <summary>1.234,56</summary>
    Comma,
    /// <summary>1,234.56</summary>
    Point
}

static class CsvEncodings
{
    static readonly UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    static readonly Encoding windows1252 =
        CodePagesEncodingProvider.Instance.GetEncoding(1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    public static Encoding Of(CsvEncoding encoding) => encoding is CsvEncoding.Utf8 ? utf8 : windows1252;
}

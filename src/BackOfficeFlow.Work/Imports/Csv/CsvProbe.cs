using System.Text;

namespace BackOfficeFlow.Work.Imports;

/// <summary>Looks at the bytes of a file as they pass and tells what they are, so that a wrong guess is not made from the first page alone.</summary>
public sealed class CsvProbe
{
    readonly Decoder decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
    readonly char[] scratch = new char[16 * 1024];
    bool first = true;

    /// <summary>Every byte so far is valid UTF-8.</summary>
    public bool IsUtf8 { get; private set; } = true;

    /// <summary>Why it is no CSV file at all; null when it may be one.</summary>
    public CsvRefusal? Refusal { get; private set; }

    public void See(ReadOnlySpan<byte> bytes)
    {
        if (first)
            LookAtStart(bytes);
        first = false;

        if (Refusal is null && bytes.Contains((byte)0))
            Refusal = CsvRefusal.Binary;
        if (IsUtf8)
            IsUtf8 = Decodes(bytes);
    }

    public CsvEncoding Encoding => IsUtf8 ? CsvEncoding.Utf8 : CsvEncoding.Windows1252;

    void LookAtStart(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            Refusal = CsvRefusal.Utf16;
        else if (bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            Refusal = CsvRefusal.Spreadsheet;
    }

    bool Decodes(ReadOnlySpan<byte> bytes)
    {
        try
        {
            while (bytes.Length > 0)
            {
                decoder.Convert(bytes, scratch, flush: false, out var used, out _, out _);
                bytes = bytes[used..];
            }

            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}

/// <summary>Why a file cannot be read as CSV.</summary>
public enum CsvRefusal
{
    Binary,
    Utf16,
    Spreadsheet
}

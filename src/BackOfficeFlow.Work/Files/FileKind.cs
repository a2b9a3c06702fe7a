using System.Text;

namespace BackOfficeFlow.Work.Files;

/// <summary>A kind of file that we take. Everything else is refused.</summary>
public sealed record FileKind(string ContentType, string Ending)
{
    public static readonly FileKind Pdf = new("application/pdf", ".pdf");
    public static readonly FileKind Png = new("image/png", ".png");
    public static readonly FileKind Jpeg = new("image/jpeg", ".jpg");
    public static readonly FileKind Gif = new("image/gif", ".gif");
    public static readonly FileKind Webp = new("image/webp", ".webp");
    public static readonly FileKind Tiff = new("image/tiff", ".tif");
    public static readonly FileKind Heic = new("image/heic", ".heic");
    public static readonly FileKind Zip = new("application/zip", ".zip");
    public static readonly FileKind Docx = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx");
    public static readonly FileKind Xlsx = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx");
    public static readonly FileKind Pptx = new("application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx");
    public static readonly FileKind Odt = new("application/vnd.oasis.opendocument.text", ".odt");
    public static readonly FileKind Ods = new("application/vnd.oasis.opendocument.spreadsheet", ".ods");
    public static readonly FileKind OldOffice = new("application/x-ole-storage", ".doc");
    public static readonly FileKind Mail = new("message/rfc822", ".eml");
    public static readonly FileKind Text = new("text/plain", ".txt");

    public static readonly IReadOnlyList<FileKind> All =
        [Pdf, Png, Jpeg, Gif, Webp, Tiff, Heic, Zip, Docx, Xlsx, Pptx, Odt, Ods, OldOffice, Mail, Text];

    /// <summary>May be shown inside a page of ours; the rest is only ever downloaded.</summary>
    public bool IsPicture => this == Png || this == Jpeg || this == Gif || this == Webp;

    /// <summary>What the first bytes say. Null when it is nothing that we take.</summary>
    public static FileKind? Of(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("%PDF-"u8))
            return Pdf;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
            return Png;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return Jpeg;
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8))
            return Gif;
        if (head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..12].SequenceEqual("WEBP"u8))
            return Webp;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x49, 0x49, 0x2A, 0x00]) || head.StartsWith((ReadOnlySpan<byte>)[0x4D, 0x4D, 0x00, 0x2A]))
            return Tiff;
        if (head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8) && IsHeicBrand(head[8..12]))
            return Heic;
        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8))
            return Zip;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
            return OldOffice;

        return OfText(head);
    }

    static bool IsHeicBrand(ReadOnlySpan<byte> brand) =>
        brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("heif"u8);

    static FileKind? OfText(ReadOnlySpan<byte> head)
    {
        foreach (var b in head)
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C or 0x1B))
                return null;

        var start = Encoding.Latin1.GetString(head[..Math.Min(head.Length, 512)]).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        // A browser would run these, whatever name they bear.
        if (start.StartsWith('<') || start.StartsWith("#!", StringComparison.Ordinal) || start.StartsWith("MZ", StringComparison.Ordinal))
            return null;

        return LooksLikeMail(start) ? Mail : Text;
    }

    static readonly string[] mailHeaders = ["Return-Path:", "Received:", "From:", "Message-ID:", "MIME-Version:", "Delivered-To:", "DKIM-Signature:", "X-Original-To:", "Auto-Submitted:"];

    static bool LooksLikeMail(string start) =>
        mailHeaders.Any(header => start.StartsWith(header, StringComparison.OrdinalIgnoreCase));
}

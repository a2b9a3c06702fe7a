using System.IO.Compression;
using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Work.Files;

/// <summary>What bytes are, and whether they are dangerous: decided by what is in them.</summary>
public sealed record CheckedBytes(FileKind Kind, FileDanger? Danger);

public static class FileCheck
{
    /// <summary>How many first bytes are needed to tell what a file is.</summary>
    public const int HeadLength = 4096;

    /// <exception cref="RuleBrokenException">It is nothing that we take.</exception>
    public static async Task<CheckedBytes> Check(string name, Stream bytes, CancellationToken cancel)
    {
        var head = new byte[HeadLength];
        var length = await bytes.ReadAtLeastAsync(head, HeadLength, throwOnEndOfStream: false, cancel);
        var kind = FileKind.Of(head.AsSpan(0, length)) ?? throw NotTaken(name);
        bytes.Position = 0;

        if (kind == FileKind.Zip)
            return await LookIntoZip(name, bytes, cancel);
        if (kind == FileKind.OldOffice)
            return new(kind, await DangerInOle(bytes, cancel));
        return new(kind, null);
    }

    static async Task<CheckedBytes> LookIntoZip(string name, Stream bytes, CancellationToken cancel)
    {
        try
        {
            await using var zip = await ZipArchive.CreateAsync(bytes, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancel);
            var names = zip.Entries.Select(entry => entry.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            FileDanger? danger = zip.Entries.Any(entry => entry.IsEncrypted) ? FileDanger.Encrypted
                : names.Any(entry => entry.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || entry.StartsWith("Basic/", StringComparison.Ordinal)) ? FileDanger.Macros
                : null;
            return new(KindOfZip(names), danger);
        }
        catch (InvalidDataException)
        {
            throw NotTaken(name);
        }
    }

    static FileKind KindOfZip(HashSet<string> names) =>
        names.Contains("word/document.xml") ? FileKind.Docx
        : names.Contains("xl/workbook.xml") ? FileKind.Xlsx
        : names.Contains("ppt/presentation.xml") ? FileKind.Pptx
        : names.Contains("content.xml") && names.Contains("META-INF/manifest.xml") ? FileKind.Odt
        : FileKind.Zip;

    // The names of the streams inside stand in UTF-16; finding one anywhere is enough to be careful.
    static async Task<FileDanger?> DangerInOle(Stream bytes, CancellationToken cancel)
    {
        var all = new MemoryStream();
        await bytes.CopyToAsync(all, cancel);
        var span = all.GetBuffer().AsSpan(0, (int)all.Length);
        if (span.IndexOf(System.Text.Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0)
            return FileDanger.Encrypted;
        return span.IndexOf(System.Text.Encoding.Unicode.GetBytes("_VBA_PROJECT")) >= 0 ? FileDanger.Macros : null;
    }

    static RuleBrokenException NotTaken(string name) =>
        new(Texts.Of("KindNotTaken", FileNames.Clean(name))) { Code = "file-kind" };
}

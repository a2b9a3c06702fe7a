using System.IO.Compression;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Files;

namespace BackOfficeFlow.Work.Tests.Files;

public sealed class FileKindTests
{
    [Fact]
    public async Task What_a_file_is_is_told_by_its_bytes_and_never_by_its_name()
    {
        (await Check("photo.png", "%PDF-1.7 ..."u8.ToArray())).Kind.ShouldBe(FileKind.Pdf);
        (await Check("x.pdf", [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0])).Kind.ShouldBe(FileKind.Png);
        (await Check("a.bin", "From: ana@flow.test\r\nSubject: x\r\n\r\nhola"u8.ToArray())).Kind.ShouldBe(FileKind.Mail);
        (await Check("a.exe", "a;b;ñ\r\n1;2;3"u8.ToArray())).Kind.ShouldBe(FileKind.Text);
        (await Check("a.zip", Zip(("word/document.xml", "x")))).Kind.ShouldBe(FileKind.Docx);
    }

    [Theory]
    [InlineData("MZ\u0090\0")]
    [InlineData("<!DOCTYPE html><script>alert(1)</script>")]
    [InlineData("  <svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [InlineData("#!/bin/sh\nrm -rf /")]
    [InlineData("\u007FELF\0\u0001")]
    [InlineData("PK\u0003\u0004 this is no zip")]
    public async Task What_is_not_on_the_list_is_refused_whatever_its_name(string bytes)
    {
        var refused = await Should.ThrowAsync<RuleBrokenException>(() => Check("invoice.pdf", System.Text.Encoding.Latin1.GetBytes(bytes)));

        refused.Code.ShouldBe("file-kind");
        refused.Message.ShouldContain("invoice.pdf");
    }

    [Fact]
    public async Task A_document_with_macros_goes_into_quarantine()
    {
        var word = await Check("a.docx", Zip(("word/document.xml", "x"), ("word/vbaProject.bin", "x")));
        byte[] old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600], .. System.Text.Encoding.Unicode.GetBytes("_VBA_PROJECT")];

        word.ShouldBe(new CheckedBytes(FileKind.Docx, FileDanger.Macros));
        (await Check("a.doc", old)).Danger.ShouldBe(FileDanger.Macros);
    }

    [Fact]
    public async Task An_encrypted_archive_goes_into_quarantine()
    {
        var zip = Zip(("a.txt", "secret"));
        // The flag that says so, in the local header and in the directory.
        zip[6] |= 1;
        zip[zip.AsSpan().IndexOf("PK\u0001\u0002"u8) + 8] |= 1;

        (await Check("a.zip", zip)).Danger.ShouldBe(FileDanger.Encrypted);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\temp\a.pdf", "a.pdf")]
    [InlineData("a\r\nb\0.pdf", "ab.pdf")]
    [InlineData("invoice\u202Efdp.exe", "invoicefdp.exe")]
    [InlineData("...", "file")]
    [InlineData("", "file")]
    public void A_name_from_outside_is_made_harmless(string name, string clean) => FileNames.Clean(name).ShouldBe(clean);

    [Fact]
    public void A_name_that_is_too_long_keeps_its_ending() => FileNames.Clean(new string('x', 400) + ".pdf").ShouldSatisfyAllConditions(
        name => name.Length.ShouldBe(StoredFile.NameLength),
        name => name.ShouldEndWith(".pdf"));

    static Task<CheckedBytes> Check(string name, byte[] bytes) => FileCheck.Check(name, new MemoryStream(bytes), TestContext.Current.CancellationToken);

    static byte[] Zip(params (string Name, string Text)[] entries)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in entries)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(text);
            }

        return bytes.ToArray();
    }
}

using BackOfficeFlow.Work.Imports;

namespace BackOfficeFlow.Work.Tests.Imports;

public sealed class CsvWriterTests
{
    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")")]
    [InlineData("+1+1", "'+1+1")]
    [InlineData("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("-12,50", "-12,50")]
    [InlineData("+34600111222", "+34600111222")]
    [InlineData("-", "'-")]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    public void A_cell_that_a_spreadsheet_would_run_is_made_text(string cell, string harmless) =>
        CsvWriter.Harmless(cell).ShouldBe(harmless);

    [Fact]
    public async Task What_is_written_reads_back_the_same()
    {
        string[] cells = ["", "a;b", "say \"hi\"", "two\nlines", " padded ", "x"];
        var bytes = System.Text.Encoding.UTF8.GetBytes(CsvWriter.Line(cells, ';'));

        var row = await new CsvReader(new MemoryStream(bytes), new CsvFormat(';', CsvEncoding.Utf8, false, NumberStyle.Comma)).Next(TestContext.Current.CancellationToken);

        row!.Cells.ShouldBe(cells);
    }
}

using System.Text;
using BackOfficeFlow.Work.Imports;

namespace BackOfficeFlow.Work.Tests.Imports;

public sealed class CsvGuessTests
{
    static readonly ImportField[] fields =
    [
        new("trackingNumber", ImportFieldType.Text) { Required = true, Aliases = ["Nº de envío", "tracking"] },
        new("amount", ImportFieldType.Number),
    ];

    [Theory]
    [InlineData("envío;importe\nA;1,50\nB;2,00\n", ';', true, NumberStyle.Comma)]
    [InlineData("envío,amount\nA,1.50\nB,2.00\n", ',', true, NumberStyle.Point)]
    [InlineData("Nº DE ENVIO\timporte\nA\t1.234,50\n", '\t', true, NumberStyle.Comma)]
    [InlineData("A1;1.50;2026-01-02\nB2;2.25;2026-01-03\n", ';', false, NumberStyle.Point)]
    [InlineData("name|amount\n\"a, b; c\"|3\n\"d, e; f\"|4\n", '|', true, NumberStyle.Comma)]
    public async Task A_file_is_read_as_it_was_written(string text, char delimiter, bool hasHeader, NumberStyle numbers)
    {
        var format = await CsvGuess.Format(new MemoryStream(Encoding.UTF8.GetBytes(text)), CsvEncoding.Utf8, fields, TestContext.Current.CancellationToken);

        format.ShouldBe(new CsvFormat(delimiter, CsvEncoding.Utf8, hasHeader, numbers));
    }

    [Fact]
    public void Encoding_is_told_from_the_whole_file_even_when_a_character_is_cut_between_two_pieces()
    {
        var probe = new CsvProbe();
        probe.See("a;b\n"u8);
        probe.See((ReadOnlySpan<byte>)[0xC3]);
        probe.See((ReadOnlySpan<byte>)[0xB1, (byte)'\n']);
        var utf8 = probe.Encoding;

        probe.See((ReadOnlySpan<byte>)[0xF1, (byte)'\n', (byte)'x']);

        utf8.ShouldBe(CsvEncoding.Utf8);
        probe.Encoding.ShouldBe(CsvEncoding.Windows1252);
    }

    [Fact]
    public void What_is_no_csv_is_refused_by_name()
    {
        Refusal([0xFF, 0xFE, (byte)'a', 0]).ShouldBe(CsvRefusal.Utf16);
        Refusal([(byte)'P', (byte)'K', 3, 4]).ShouldBe(CsvRefusal.Spreadsheet);
        Refusal([(byte)'a', 0, (byte)'b']).ShouldBe(CsvRefusal.Binary);
        Refusal([(byte)'a', (byte)';', (byte)'b']).ShouldBeNull();
    }

    static CsvRefusal? Refusal(byte[] bytes)
    {
        var probe = new CsvProbe();
        probe.See(bytes);
        return probe.Refusal;
    }

    [Fact]
    public void A_heading_that_stands_twice_is_left_to_a_person()
    {
        var mapping = ColumnMapping.Suggest(fields, ["Tracking", "amount", "TRACKING"], new Dictionary<string, string>());

        mapping.ColumnOfField.ShouldBe(new Dictionary<string, int> { ["amount"] = 1 });
    }

    [Fact]
    public void What_was_chosen_before_wins_over_the_usual_name()
    {
        var mapping = ColumnMapping.Suggest(fields, ["tracking", "ref", "amount"], new Dictionary<string, string> { ["trackingNumber"] = "ref" });

        mapping.ColumnOfField["trackingNumber"].ShouldBe(1);
    }

    [Fact]
    public void A_wrong_choice_of_columns_is_told_whole()
    {
        var mapping = new ColumnMapping(new Dictionary<string, int> { ["amount"] = 5, ["nonsense"] = 0 });

        mapping.Check(fields, 3).Select(problem => (problem.Code, problem.Field)).ShouldBe(
            [("no-column", "trackingNumber"), ("no-such-column", "amount"), ("unknown-field", "nonsense")]);
    }
}

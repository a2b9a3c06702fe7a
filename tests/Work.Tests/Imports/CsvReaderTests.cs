using System.Text;
using BackOfficeFlow.Work.Imports;

namespace BackOfficeFlow.Work.Tests.Imports;

public sealed class CsvReaderTests
{
    static readonly CsvFormat semicolon = new(';', CsvEncoding.Utf8, true, NumberStyle.Comma);

    [Theory]
    [InlineData("a;b\r\nc;d\r\n")]
    [InlineData("a;b\nc;d")]
    [InlineData("a;b\rc;d\r")]
    [InlineData("\uFEFFa;b\n\n\nc;d\n\n")]
    [InlineData("\"a\";\"b\"\n\"c\";d")]
    public async Task Rows_end_in_every_way_that_systems_end_lines(string text)
    {
        var rows = await Read(text);

        rows.Select(Shown).ShouldBe(["a|b", "c|d"]);
    }

    [Fact]
    public async Task A_quoted_cell_may_hold_delimiters_line_ends_and_doubled_quotes()
    {
        var rows = await Read("1;\"Calle \"\"Mayor\"\"; 3\nBajo\";x\n2;y;z");

        rows.Select(Shown).ShouldBe(["1|Calle \"Mayor\"; 3\nBajo|x", "2|y|z"]);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_costs_one_line_and_not_the_file()
    {
        var rows = await Read("1;a\n2;\"b\n3;c\n4;d\n");

        rows.Select(row => row.Fault).ShouldBe([null, CsvFault.QuoteNotClosed, null, null]);
        rows.Where(row => row.Fault is null).Select(Shown).ShouldBe(["1|a", "3|c", "4|d"]);
    }

    [Fact]
    public async Task Text_behind_a_closing_quote_is_a_fault_of_its_line_alone()
    {
        var rows = await Read("1;\"a\"b\n2;c\n");

        rows.Select(row => row.Fault).ShouldBe([CsvFault.TextAfterQuote, null]);
    }

    [Fact]
    public async Task A_quote_inside_a_plain_cell_is_a_character_like_any_other()
    {
        var rows = await Read("1;5\" pipe\n");

        rows.Select(Shown).ShouldBe(["1|5\" pipe"]);
    }

    [Fact]
    public async Task Bytes_that_the_encoding_does_not_know_are_a_fault_of_their_row()
    {
        byte[] bytes = [.. "1;a\n2;"u8, 0xF1, .. "\n3;c\n"u8];

        var rows = await Read(bytes, semicolon);

        rows.Select(row => row.Fault).ShouldBe([null, CsvFault.NotInEncoding, null]);
    }

    [Fact]
    public async Task The_same_bytes_read_well_in_their_own_encoding()
    {
        byte[] bytes = [.. "1;a\n2;"u8, 0xF1, 0x80, .. "\n"u8];

        var rows = await Read(bytes, semicolon with { Encoding = CsvEncoding.Windows1252 });

        rows.Select(Shown).ShouldBe(["1|a", "2|ñ€"]);
    }

    [Fact]
    public async Task A_nul_byte_is_a_fault()
    {
        var rows = await Read("1;a\0b\n2;c\n");

        rows.Select(row => row.Fault).ShouldBe([CsvFault.Nul, null]);
    }

    [Fact]
    public async Task A_record_longer_than_any_real_one_is_a_fault_and_reading_goes_on()
    {
        var rows = await Read($"1;{new string('x', 3 * CsvReader.LongestRecord)}\n2;b\n");

        rows[0].Fault.ShouldBe(CsvFault.TooLong);
        Shown(rows[^1]).ShouldBe("2|b");
    }

    [Fact]
    public async Task Reading_goes_on_from_any_record_as_if_it_had_never_stopped()
    {
        var text = string.Concat(Enumerable.Range(0, 30_000).Select(n => $"{n};\"ñ{n}\nzwei\";{new string('x', n % 50)}\r\n"));
        var whole = await Read(text);

        var from = whole[17_321];
        var reader = new CsvReader(new MemoryStream(Encoding.UTF8.GetBytes(text)), semicolon, from.Offset);
        var again = await Rest(reader);

        whole.Count.ShouldBe(30_000);
        again.Count.ShouldBe(30_000 - 17_321);
        Shown(again[0]).ShouldBe(Shown(from));
        again[^1].Next.ShouldBe(Encoding.UTF8.GetByteCount(text));
    }

    [Fact]
    public async Task Whatever_bytes_come_the_reader_ends_and_never_throws()
    {
        var random = new Random(7);
        byte[] marks = [(byte)'"', (byte)';', (byte)'\n', (byte)'\r', (byte)'a', 0, 0xFF, 0xC3];
        for (var round = 0; round < 300; round++)
        {
            var bytes = new byte[random.Next(0, 400)];
            for (var i = 0; i < bytes.Length; i++)
                bytes[i] = marks[random.Next(marks.Length)];

            var rows = await Read(bytes, semicolon);

            rows.Zip(rows.Skip(1)).ShouldAllBe(pair => pair.First.Next <= pair.Second.Offset);
        }
    }

    static Task<List<CsvRecord>> Read(string text) => Read(Encoding.UTF8.GetBytes(text), semicolon);

    static Task<List<CsvRecord>> Read(byte[] bytes, CsvFormat format) => Rest(new CsvReader(new MemoryStream(bytes), format));

    static async Task<List<CsvRecord>> Rest(CsvReader reader)
    {
        var rows = new List<CsvRecord>();
        while (await reader.Next(TestContext.Current.CancellationToken) is { } row)
            rows.Add(row);
        return rows;
    }

    static string Shown(CsvRecord row) => string.Join('|', row.Cells);
}

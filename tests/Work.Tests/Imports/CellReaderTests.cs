using System.Globalization;
using BackOfficeFlow.Work.Imports;
using NodaTime;

namespace BackOfficeFlow.Work.Tests.Imports;

public sealed class CellReaderTests
{
    static readonly DateTimeZone madrid = DateTimeZoneProviders.Tzdb["Europe/Madrid"];

    [Theory]
    [InlineData("1.234,56", NumberStyle.Comma, "1234.56")]
    [InlineData("1,234.56", NumberStyle.Point, "1234.56")]
    [InlineData("-3,5 €", NumberStyle.Comma, "-3.5")]
    [InlineData("12.50", NumberStyle.Comma, null)]
    [InlineData("1,50", NumberStyle.Point, null)]
    [InlineData("1.2345", NumberStyle.Comma, null)]
    [InlineData("12a", NumberStyle.Comma, null)]
    [InlineData("1e5", NumberStyle.Point, null)]
    public void A_number_is_read_as_the_file_writes_them_and_never_guessed(string cell, NumberStyle numbers, string? expected)
    {
        var value = Read(ImportFieldType.Number, cell, numbers, out var problem);

        (value as decimal?).ShouldBe(expected is null ? null : decimal.Parse(expected, CultureInfo.InvariantCulture));
        problem?.Code.ShouldBe("not-number");
        (problem is null).ShouldBe(expected is not null);
    }

    [Theory]
    [InlineData("2026-03-29 02:30", "2026-03-29T01:00:00Z")]
    [InlineData("2026-10-25 02:30", "2026-10-25T00:30:00Z")]
    [InlineData("29/07/2026 18:05", "2026-07-29T16:05:00Z")]
    [InlineData("2026-07-29T18:05:00+01:00", "2026-07-29T17:05:00Z")]
    [InlineData("2026-07-29T18:05:00Z", "2026-07-29T18:05:00Z")]
    [InlineData("07/29/2026 18:05", null)]
    [InlineData("yesterday", null)]
    public void A_time_without_offset_is_wall_clock_of_the_company_both_clock_changes_included(string cell, string? expected)
    {
        var value = Read(ImportFieldType.Instant, cell, NumberStyle.Comma, out _);

        (value as DateTimeOffset?).ShouldBe(expected is null ? null : DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("31/12/2026", "2026-12-31")]
    [InlineData("2026-12-31", "2026-12-31")]
    [InlineData("31/02/2026", null)]
    [InlineData("12/31/2026", null)]
    public void A_date_is_written_day_first(string cell, string? expected)
    {
        var value = Read(ImportFieldType.Date, cell, NumberStyle.Comma, out _);

        (value as DateOnly?).ShouldBe(expected is null ? null : DateOnly.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("Sí", true)]
    [InlineData("NO", false)]
    [InlineData("1", true)]
    [InlineData("quizá", null)]
    public void Yes_and_no_are_read_in_both_languages(string cell, bool? expected) =>
        (Read(ImportFieldType.YesNo, cell, NumberStyle.Comma, out _) as bool?).ShouldBe(expected);

    [Fact]
    public void An_empty_cell_is_a_problem_only_where_the_field_is_required()
    {
        CellReader.Read(new("a", ImportFieldType.Text), "  ", NumberStyle.Comma, madrid, out var free).ShouldBeNull();
        CellReader.Read(new("a", ImportFieldType.Text) { Required = true }, "", NumberStyle.Comma, madrid, out var required).ShouldBeNull();

        free.ShouldBeNull();
        required!.Code.ShouldBe("required");
    }

    [Fact]
    public void A_text_that_is_too_long_or_holds_control_characters_is_refused()
    {
        Read(ImportFieldType.Text, new string('x', 201), NumberStyle.Comma, out var tooLong);
        Read(ImportFieldType.Text, "a\u0007b", NumberStyle.Comma, out var bell);

        tooLong!.Code.ShouldBe("not-text");
        bell!.Code.ShouldBe("not-text");
    }

    static object? Read(ImportFieldType type, string cell, NumberStyle numbers, out RowProblem? problem) =>
        CellReader.Read(new("field", type), cell, numbers, madrid, out problem);
}

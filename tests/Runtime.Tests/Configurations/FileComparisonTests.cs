using System.Text;

namespace BackOfficeFlow.Runtime.Tests;

/// <summary>How a file is judged, and how it is compared with what stands here.</summary>
public sealed class FileComparisonTests
{
    [Theory]
    [InlineData("imported", ConfigurationSource.Here, "Known")]
    [InlineData("here", ConfigurationSource.Here, "Known")]
    [InlineData("kept", ConfigurationSource.Here, "Known")]
    [InlineData("other", ConfigurationSource.Here, "Conflict")]
    [InlineData("imported", ConfigurationSource.File, "Known")]
    [InlineData("other", ConfigurationSource.File, "New")]
    public void A_file_is_judged_by_what_was_imported_what_stands_here_and_what_was_kept(string file, ConfigurationSource source, string standing) =>
        KnownItem.Judge(file, new KnownItem(Guid.Empty, "here", source) { LastImportHash = "imported", KeptOverHash = "kept" }).ToString().ShouldBe(standing);

    [Fact]
    public void A_file_of_an_item_that_is_not_there_is_new() => KnownItem.Judge("any", null).ShouldBe(FileStanding.New);

    [Fact]
    public void Json_is_laid_out_alike_so_that_only_what_differs_differs()
    {
        var lines = Compare("""{"a":1,"b":{"c":"ñ","d":[1.50,2]}}""", "\uFEFF{\n  \"a\": 1,\r\n \"b\": { \"c\": \"\\u00f1\", \"d\": [1.50, 3] } }");

        var line = lines.SelectMany(stretch => stretch.Lines).Where(line => !line.IsSame).ShouldHaveSingleItem();
        (line.Here, line.InFile).ShouldBe((new NumberedLine(7, "      2"), new NumberedLine(7, "      3")));
    }

    [Theory]
    [InlineData("""{"a":1}""", "{\n\t\"a\" : 1\n}\n")]
    [InlineData("no json\r\nat all", "no json\nat all")]
    public void Layout_alone_is_no_difference(string here, string inFile) => Compare(here, inFile).ShouldBeEmpty();

    [Fact]
    public void The_order_of_members_and_the_way_a_number_is_written_are_differences()
    {
        Compare("""{"a":1,"b":2}""", """{"b":2,"a":1}""").ShouldNotBeEmpty();
        Compare("""{"a":1.0}""", """{"a":1.00}""").ShouldNotBeEmpty();
    }

    [Fact]
    public void Lines_stand_beside_each_other_and_those_of_one_side_alone()
    {
        var lines = Compare("one\ntwo\nthree\nfour", "one\n2\nthree\n3a\nfour\nfive").SelectMany(stretch => stretch.Lines);

        lines.Select(line => $"{line.Here?.Number}{line.Here?.Text}|{line.InFile?.Number}{line.InFile?.Text}")
            .ShouldBe(["1one|1one", "2two|22", "3three|3three", "|43a", "4four|5four", "|6five"]);
    }

    [Fact]
    public void Long_stretches_without_a_difference_are_folded_but_for_three_lines_around_each()
    {
        var before = Enumerable.Range(1, 30).Select(number => $"line {number}").ToList();
        var after = before.Select(line => line is "line 15" or "line 25" ? line + "!" : line);

        var stretches = Compare(string.Join('\n', before), string.Join('\n', after));

        stretches.Select(stretch => (stretch.First, stretch.Lines.Count, stretch.IsFolded)).ShouldBe(
            [(0, 11, true), (11, 3, false), (14, 1, false), (15, 9, false), (24, 1, false), (25, 5, false)]);
    }

    [Fact]
    public void What_is_too_long_to_be_compared_is_said_to_be()
    {
        var long1 = Encoding.UTF8.GetBytes(new string('\n', ComparedText.MaximumLines) + "a");
        var long2 = Encoding.UTF8.GetBytes(new string('\n', ComparedText.MaximumLines) + "b");

        ComparedText.Compare(long1, long2).ShouldBeNull();
    }

    static IReadOnlyList<DiffStretch> Compare(string here, string inFile) => ComparedText.Compare(Encoding.UTF8.GetBytes(here), Encoding.UTF8.GetBytes(inFile))!;
}

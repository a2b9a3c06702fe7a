using System.Text.RegularExpressions;
using BackOfficeFlow.Business.Orders;
using BackOfficeFlow.Testing;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Business.Tests.Orders;

public sealed partial class TextsTests
{
    [Fact]
    public void Every_text_that_the_code_asks_for_is_there()
    {
        var folder = Repository.PathTo("src", "BackOfficeFlow.Business", "Orders");
        var asked = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .SelectMany(file => Key().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Concat(Enum.GetNames<TrackingStatus>().Select(status => $"Status.{status}"))
            .Distinct()
            .ToList();

        asked.Count.ShouldBeGreaterThan(30);
        asked.Where(key => Texts.Find(key) is null).ShouldBeEmpty();
    }

    [GeneratedRegex("Texts\\.Say\\(\"([^\"{}]+)\"")]
    private static partial Regex Key();
}

using System.Text.RegularExpressions;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Scenarios;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Business.Tests.Workflows;

/// <summary>The page that says which scenario shows what must not fall behind the scenarios.</summary>
public sealed partial class ScenarioPageTests
{
    [Fact]
    public void Every_scenario_stands_on_the_page_of_its_process_and_every_one_named_there_exists()
    {
        var page = File.ReadAllText(Repository.PathTo("docs", "processes", "non-delivered-order.md"));
        var told = page[..page.IndexOf("Not built yet", StringComparison.Ordinal)];
        var named = told.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).SelectMany(line => Name().Matches(line.Split('|')[^2])).Select(match => match.Groups[1].Value);

        var there = Scenario.Find(Repository.PathTo("workflows", "orders")).Select(file => Path.GetFileNameWithoutExtension(file)!);

        named.Distinct().Order(StringComparer.Ordinal).ShouldBe(there.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("`([a-z0-9-]+)`")]
    private static partial Regex Name();
}

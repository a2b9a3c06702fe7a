using Shouldly;
using Xunit;

namespace BackOfficeFlow.Architecture.Tests;

public sealed class AreaTests
{
    /// <summary>Which area of Business looks at which: everything else goes through announcements and ids.</summary>
    static readonly IReadOnlyDictionary<string, string[]> Arrows = new Dictionary<string, string[]>
    {
        ["Customers"] = [],
        ["Orders"] = ["Customers"],
    };

    const string Business = "BackOfficeFlow.Business.";

    static readonly Room Room = Tests.Room.All.Single(room => room.Name == "Business");

    [Fact]
    public void An_area_uses_only_areas_to_which_an_arrow_is_drawn() =>
        Found().Where(arrow => !Arrows[arrow.From].Contains(arrow.To)).Select(arrow => $"{arrow.Type}: {arrow.From} -> {arrow.To}").ShouldBeEmpty();

    [Fact]
    public void Every_arrow_that_is_drawn_is_used()
    {
        var used = Found().Select(arrow => $"{arrow.From} -> {arrow.To}").ToHashSet();

        Arrows.SelectMany(area => area.Value.Select(other => $"{area.Key} -> {other}")).Where(arrow => !used.Contains(arrow)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_area_is_in_the_drawing()
    {
        var areas = CompiledCode.Of(Room).Select(type => AreaOf(type.Namespace)).OfType<string>().Distinct();

        areas.ShouldBe(Arrows.Keys, ignoreOrder: true);
    }

    static IEnumerable<(string Type, string From, string To)> Found() =>
        from type in CompiledCode.Of(Room)
        let mine = AreaOf(type.Namespace)
        where mine is not null
        from used in type.Uses
        let other = AreaOf(used.Namespace)
        where other is not null && other != mine
        select (type.FullName, mine, other);

    static string? AreaOf(string name) => name.StartsWith(Business, StringComparison.Ordinal) ? name[Business.Length..].Split('.')[0] : null;
}

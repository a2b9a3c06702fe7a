using System.Xml.Linq;
using BackOfficeFlow.Data;
using BackOfficeFlow.Testing;
using BackOfficeFlow.Work.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Work.Tests.Accounts;

public sealed class ProtectionKeysTests
{
    [Fact]
    public async Task Nodes_that_start_together_on_an_empty_database_share_the_key_of_the_first()
    {
        await using var house = await TestHouse.OnSqlite();
        var (one, other) = (Node(house), Node(house));
        one.GetAllElements().ShouldBeEmpty();
        other.GetAllElements().ShouldBeEmpty();

        one.StoreElement(new XElement("key", "one"), "one");
        other.StoreElement(new XElement("key", "other"), "other");

        other.GetAllElements().ShouldHaveSingleItem().Value.ShouldBe("one");
    }

    [Fact]
    public async Task A_later_key_stands_beside_the_first()
    {
        await using var house = await TestHouse.OnSqlite();
        var node = Node(house);
        node.GetAllElements();
        node.StoreElement(new XElement("key", "first"), "first");

        node.GetAllElements();
        node.StoreElement(new XElement("key", "second"), "second");

        node.GetAllElements().Select(key => key.Value).ShouldBe(["first", "second"]);
    }

    static ProtectionKeys Node(TestHouse house) =>
        new(house.Parts.GetRequiredService<IServiceScopeFactory>(), house.Parts.GetRequiredService<Dialect>(), house.Clock);
}

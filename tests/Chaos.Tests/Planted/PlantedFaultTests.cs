namespace BackOfficeFlow.Chaos.Tests;

/// <summary>The auditor is only worth something if it finds defects: each is planted in the product and must be reported.</summary>
public sealed class PlantedFaultTests
{
    [Fact]
    public async Task Without_a_defect_the_books_balance()
    {
        await using var house = await ChaosHouse.Open();

        await house.Serve(orders: 6);

        var findings = await house.Audit();
        findings.ShouldBeEmpty(string.Join("; ", findings));
        house.Orders.ShouldAllBe(order => order.IsComplete);
    }

    [Theory]
    [InlineData("double-fire", "bursts", "events", "resumed-twice")]
    [InlineData("lost-effect", "stimulus-lost", "child-unheard")]
    [InlineData("stale-write", "waits-state", "events")]
    [InlineData("swallowed-stimulus", "stimulus-lost")]
    [InlineData("forgotten-timer", "timer-forgotten")]
    public async Task A_planted_defect_is_reported(string plant, params string[] expected)
    {
        await using var house = await ChaosHouse.Open(plant);

        await house.Serve(orders: 6);

        (await house.Audit()).Select(finding => finding.Code).Distinct().ShouldBeSupersetOf(expected);
    }
}

static class Sets
{
    public static void ShouldBeSupersetOf(this IEnumerable<string> found, IEnumerable<string> expected) => expected.Except(found).ShouldBeEmpty($"found only: {string.Join(", ", found)}");
}

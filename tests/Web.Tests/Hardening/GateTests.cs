using Shouldly;
using Xunit;

namespace BackOfficeFlow.Web.Tests;

/// <summary>How many requests are let in and worked on at once.</summary>
public sealed class GateTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task As_many_as_there_are_places_come_in_and_the_next_is_refused()
    {
        var gate = new Gate(open: 3, atOnce: 3, tenantPercent: 100);
        List<Gate.Turn?> turns = [await gate.Enter("a", Cancel), await gate.Enter("a", Cancel), await gate.Enter("b", Cancel)];

        var fourth = await gate.Enter("c", Cancel);
        turns[0]!.Dispose();
        var fifth = await gate.Enter("c", Cancel);

        turns.ShouldAllBe(turn => turn != null);
        fourth.ShouldBeNull();
        fifth.ShouldNotBeNull();
        gate.Open.ShouldBe(3);
    }

    [Fact]
    public async Task Who_is_in_waits_for_a_turn_in_the_order_of_coming_of_the_company()
    {
        var gate = new Gate(open: 3, atOnce: 1, tenantPercent: 100);
        var first = (await gate.Enter("a", Cancel))!;
        var second = gate.Enter("a", Cancel);
        var third = gate.Enter("a", Cancel);

        (second.IsCompleted, third.IsCompleted).ShouldBe((false, false));
        first.Dispose();
        var turn = (await second)!;

        third.IsCompleted.ShouldBeFalse();
        turn.Dispose();
        (await third).ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_only_waits_for_others_keeps_the_place_and_gives_back_the_turn()
    {
        var gate = new Gate(open: 2, atOnce: 1, tenantPercent: 100);
        var first = (await gate.Enter("a", Cancel))!;

        first.GiveBack();
        var second = await gate.Enter("a", Cancel);
        var third = await gate.Enter("a", Cancel);
        first.Dispose();
        first.Dispose();

        second.ShouldNotBeNull();
        third.ShouldBeNull();
        gate.Open.ShouldBe(1);
    }

    [Fact]
    public async Task One_company_has_a_part_of_the_places_and_never_all()
    {
        var gate = new Gate(open: 4, atOnce: 4, tenantPercent: 50);
        var mine = (await gate.Enter("a", Cancel))!;
        await gate.Enter("a", Cancel);

        var tooMuch = await gate.Enter("a", Cancel);
        var theirs = await gate.Enter("b", Cancel);
        mine.Dispose();
        var again = await gate.Enter("a", Cancel);

        tooMuch.ShouldBeNull();
        theirs.ShouldNotBeNull();
        again.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_company_that_is_alone_has_every_turn_but_one()
    {
        var gate = new Gate(open: 10, atOnce: 4, tenantPercent: 75);

        var mine = Enter(gate, "a", 4);
        var theirs = gate.Enter("b", Cancel);

        mine.Count(turn => turn.IsCompleted).ShouldBe(3);
        theirs.IsCompleted.ShouldBeTrue();
        (await theirs)!.Dispose();
        mine[3].IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_turn_that_becomes_free_goes_to_the_company_that_has_the_fewest()
    {
        var gate = new Gate(open: 20, atOnce: 4, tenantPercent: 75);
        var mine = Enter(gate, "a", 6);
        var theirs = Enter(gate, "b", 3);

        (await mine[0])!.Dispose();
        await theirs[1];
        (mine[3].IsCompleted, theirs[2].IsCompleted).ShouldBe((false, false));

        (await mine[1])!.Dispose();
        await mine[3];
        (mine[4].IsCompleted, theirs[2].IsCompleted).ShouldBe((false, false));
    }

    static List<Task<Gate.Turn?>> Enter(Gate gate, string tenant, int times) => [.. Enumerable.Range(0, times).Select(_ => gate.Enter(tenant, Cancel).AsTask())];

    [Fact]
    public async Task Who_goes_away_while_waiting_leaves_the_place()
    {
        var gate = new Gate(open: 2, atOnce: 1, tenantPercent: 100);
        using var gone = new CancellationTokenSource();
        var first = await gate.Enter("a", Cancel);
        var second = gate.Enter("a", gone.Token);

        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () => await second);
        gate.Open.ShouldBe(1);
        first.ShouldNotBeNull();
    }
}

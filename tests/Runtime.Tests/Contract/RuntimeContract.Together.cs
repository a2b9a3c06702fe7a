using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Runtime.Tests;

/// <summary>Waits that end at the same time end in one transaction, as if each had had its own.</summary>
public abstract partial class RuntimeContract
{
    [Fact]
    public async Task Waits_that_end_together_end_once_each()
    {
        var ids = await Sleepers("slow", "slow", "slow");
        var timers = await ClaimTimers(3);

        var fired = await Together(timers);

        fired.Order().ShouldBe(timers.Select(timer => timer.Sequence).Order());
        foreach (var id in ids)
            ((await Instance(id)).Status, (await Instance(id)).BurstCount).ShouldBe(("Finished", 2));
        (await Count<ArmedTimer>()).ShouldBe(0);
        (await Count<WorkflowBookmark>()).ShouldBe(0);
    }

    [Fact]
    public async Task Of_waits_that_end_together_none_ends_when_another_node_took_one_over()
    {
        var ids = await Sleepers("slow", "slow", "slow");
        var timers = await ClaimTimers(3);
        await House.Read(db => db.Set<ArmedTimer>().Where(timer => timer.Sequence == timers[1].Sequence)
            .ExecuteUpdateAsync(set => set.SetProperty(timer => timer.LeaseId, Guid.CreateVersion7(House.Now))));

        await Should.ThrowAsync<LostLeaseException>(() => Together(timers));

        foreach (var id in ids)
            (await Instance(id)).BurstCount.ShouldBe(1);
        (await Count<ArmedTimer>()).ShouldBe(3);
    }

    [Fact]
    public async Task Among_waits_that_end_together_one_that_cannot_holds_up_none_and_no_other_ends_twice()
    {
        var ids = await Sleepers("slow", "slow", "slow");
        await Spoil(ids[1], Torn);

        (await House.Parts.GetRequiredService<TimerDrain>().Round(CancellationToken.None, atOnce: 1)).ShouldBe(3);

        (await Instance(ids[0])).BurstCount.ShouldBe(2);
        (await Instance(ids[2])).BurstCount.ShouldBe(2);
        var rests = await House.Read(db => db.Set<ArmedTimer>().SingleAsync());
        (rests.InstanceId, rests.Attempts).ShouldBe((ids[1], 1));
        (await Count<JournalEntry>()).ShouldBe(5);
    }

    [Fact]
    public async Task A_wait_whose_end_changes_records_is_the_last_of_those_that_end_together()
    {
        await Publish("making", Write.Delay("01:00:00"), Write.Step("Test.SaveWidget", "make", ("code", "W-1")));
        var ids = await Sleepers("slow", "making", "slow");
        var timers = await ClaimTimers(3);

        (await Together(timers)).ShouldBe([timers[0].Sequence, timers[1].Sequence], ignoreOrder: true);

        (await Instance(ids[1])).Status.ShouldBe("Finished");
        (await Instance(ids[2])).Status.ShouldBe("Running");
        (await Count<Widget>()).ShouldBe(1);
        (await House.Read(db => db.Set<ArmedTimer>().SingleAsync())).InstanceId.ShouldBe(ids[2]);
    }

    [Fact]
    public async Task A_case_that_somebody_holds_is_passed_over_by_waits_that_end_together()
    {
        Assert.SkipWhen(House.Parts.GetRequiredService<Dialect>().IsAlone, "With one writer nobody else holds anything.");
        var ids = await Sleepers("slow", "slow", "slow");
        var timers = await ClaimTimers(3);

        var fired = await House.In<Bursts, IReadOnlySet<long>>(bursts => bursts.In(ids[0], _ => Together(timers), CancellationToken.None));

        fired.ShouldBe([timers[1].Sequence, timers[2].Sequence], ignoreOrder: true);
        (await Instance(ids[0])).BurstCount.ShouldBe(1);
        (await House.Read(db => db.Set<ArmedTimer>().SingleAsync())).InstanceId.ShouldBe(ids[0]);
    }

    async Task<List<Guid>> Sleepers(params string[] definitions)
    {
        await Publish("slow", Write.Delay("01:00:00"), Write.Line("late"));
        var ids = new List<Guid>();
        foreach (var definition in definitions)
            ids.Add((await House.Send(new StartWorkflow(new StartInstance(definition, new Dictionary<string, object?>())))).InstanceId);
        House.Clock.Advance(TimeSpan.FromHours(2));
        return ids;
    }

    async Task<IReadOnlyList<ClaimedTimer>> ClaimTimers(int count)
    {
        var timers = await House.In<Claims, IReadOnlyList<ClaimedTimer>>(claims => claims.TakeTimers(count, Lease, CancellationToken.None), Nobody);
        timers.Count.ShouldBe(count);
        return timers;
    }

    Task<IReadOnlySet<long>> Together(IReadOnlyList<ClaimedTimer> timers) =>
        House.Parts.GetRequiredService<Scopes>().RunOnce<FireTogether, IReadOnlySet<long>>(Caller.System(TestHouse.Tenant), part => part.Fire(timers, CancellationToken.None), CancellationToken.None);
}

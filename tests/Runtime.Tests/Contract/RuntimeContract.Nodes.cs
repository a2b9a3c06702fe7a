using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Runtime.Tests;

/// <summary>Nodes that die, and nodes that only seemed to.</summary>
public abstract partial class RuntimeContract
{
    static readonly Caller Nobody = new(null, null, "system");
    static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    static readonly TimeSpan Silence = TimeSpan.FromSeconds(16);

    NodeLife Life => House.Parts.GetRequiredService<NodeLife>();

    [Fact]
    public async Task A_timer_that_a_dead_node_had_claimed_is_fired_long_before_its_lease_ends()
    {
        var id = await StartWithDueTimer();
        await ClaimTimer();

        House.Clock.Advance(Silence);
        (await Life.Beat(CancellationToken.None)).ShouldBe(1);
        await House.Settle();

        (await Instance(id)).Status.ShouldBe("Finished");
        (await Count<ArmedTimer>()).ShouldBe(0);
    }

    [Fact]
    public async Task A_node_presumed_dead_that_comes_back_does_not_fire_what_another_took_over()
    {
        var id = await StartWithDueTimer();
        var claimed = await ClaimTimer();
        House.Clock.Advance(Silence);
        await Life.Beat(CancellationToken.None);
        await House.Settle();

        await Should.ThrowAsync<LostLeaseException>(() => House.In<FireTimer, bool>(part => part.Fire(claimed, CancellationToken.None), Caller.System(TestHouse.Tenant)));

        (await Instance(id)).BurstCount.ShouldBe(2);
    }

    [Fact]
    public async Task A_node_presumed_dead_that_comes_back_neither_sends_nor_ends_what_another_took_over()
    {
        var claimed = await ClaimMessage();
        House.Clock.Advance(Silence);
        (await Life.Beat(CancellationToken.None)).ShouldBe(1);

        // Taken over, and not done yet: the lease is another's.
        await House.In<Claims, int>(async claims => (await claims.TakeMessages(1, Lease, CancellationToken.None)).Count, Nobody);
        var caller = Caller.System(TestHouse.Tenant);
        await Should.ThrowAsync<LostLeaseException>(() => House.In<OutboxInside, bool>(part => part.Try(claimed, CancellationToken.None), caller));
        await Should.ThrowAsync<LostLeaseException>(() => House.In<OutboxEnd, bool>(part => part.End(claimed, OutboxAnswer.Delivered(), CancellationToken.None), caller));

        World.Sent.ShouldBeEmpty();
        (await House.Read(db => db.Set<OutboxEntry>().Select(entry => entry.State).SingleAsync())).ShouldBe(OutboxState.Waiting);
    }

    [Fact]
    public async Task What_many_dying_nodes_had_claimed_is_not_given_up_at_its_first_failure()
    {
        await ClaimMessage();
        for (var death = 0; death < 20; death++)
        {
            House.Clock.Advance(Silence);
            await Life.Beat(CancellationToken.None);
            await House.In<Claims, int>(async claims => (await claims.TakeMessages(1, Lease, CancellationToken.None)).Count, Nobody);
            await House.In<BackOfficeDb, int>(db => db.Set<OutboxEntry>().ExecuteUpdateAsync(set => set.SetProperty(entry => entry.LeaseNode, Guid.CreateVersion7(House.Now))), Caller.System(TestHouse.Tenant));
        }

        (await House.Read(db => db.Set<OutboxEntry>().Select(entry => entry.Attempts).SingleAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_message_that_waited_for_its_turn_keeps_its_lease_as_long_as_nobody_took_it()
    {
        var claimed = await ClaimMessage();
        House.Clock.Advance(Silence);

        (await House.In<OutboxInside, bool>(part => part.Try(claimed, CancellationToken.None), Caller.System(TestHouse.Tenant))).ShouldBeFalse();

        (await House.Read(db => db.Set<OutboxEntry>().Select(entry => entry.VisibleAt).SingleAsync())).ShouldBe(House.Now + Lease);
    }

    [Fact]
    public async Task A_node_that_says_it_is_alive_keeps_what_it_has_claimed()
    {
        await StartWithDueTimer();
        var other = await ClaimTimer();

        House.Clock.Advance(Silence);
        await Says(other.Lease, House.Now.AddSeconds(-10));

        (await Life.Beat(CancellationToken.None)).ShouldBe(0);
    }

    [Fact]
    public async Task A_start_takes_over_at_once_where_the_database_is_its_alone()
    {
        await StartWithDueTimer();
        await ClaimTimer();

        var released = await Life.Enter(CancellationToken.None);

        released.ShouldBe(House.Parts.GetRequiredService<Dialect>().IsAlone ? 1 : 0);
        (await Count<RunningNode>()).ShouldBe(House.Parts.GetRequiredService<Dialect>().IsAlone ? 1 : 2);
    }

    [Fact]
    public async Task A_node_that_stops_on_purpose_gives_back_what_it_had_claimed()
    {
        await StartWithDueTimer();
        await Life.Enter(CancellationToken.None);
        await House.In<Claims, int>(async claims => (await claims.TakeTimers(1, Lease, CancellationToken.None)).Count, Nobody);

        (await Life.Leave(CancellationToken.None)).ShouldBe(1);

        (await Count<RunningNode>()).ShouldBe(0);
        (await House.Read(db => db.Set<ArmedTimer>().Select(timer => timer.VisibleAt).SingleAsync())).ShouldBe(House.Now);
    }

    [Fact]
    public async Task A_retry_that_is_put_off_does_not_come_sooner_because_a_node_died()
    {
        var claimed = await ClaimMessage();
        await House.In<OutboxEnd, bool>(
            part => part.End(claimed, OutboxAnswer.Retry(TimeSpan.FromMinutes(1), "busy"), CancellationToken.None), Caller.System(TestHouse.Tenant));

        House.Clock.Advance(Silence);

        (await Life.Beat(CancellationToken.None)).ShouldBe(0);
    }

    async Task<Guid> StartWithDueTimer()
    {
        var id = await Start("slow", Write.Delay("00:00:10"), Write.Line("late"));
        House.Clock.Advance(TimeSpan.FromSeconds(10));
        return id;
    }

    /// <summary>As another node would, which then falls silent.</summary>
    async Task<ClaimedTimer> ClaimTimer()
    {
        var claimed = (await House.In<Claims, IReadOnlyList<ClaimedTimer>>(claims => claims.TakeTimers(1, Lease, CancellationToken.None), Nobody)).Single();
        await BelongsToAnother("armed_timer", claimed.Lease);
        return claimed;
    }

    async Task<ClaimedMessage> ClaimMessage()
    {
        await Publish("sending", Write.Step("Test.Send", "hello"));
        await House.SendOnly(new StartWorkflow(new StartInstance("sending", new Dictionary<string, object?>())));
        var claimed = (await House.In<Claims, IReadOnlyList<ClaimedMessage>>(claims => claims.TakeMessages(1, Lease, CancellationToken.None), Nobody)).Single();
        await BelongsToAnother("outbox_entry", claimed.Lease);
        return claimed;
    }

    /// <summary>The other node's id is that of the lease: any will do.</summary>
    Task<bool> BelongsToAnother(string table, Guid lease) => InOne(transaction =>
    {
        transaction.Rows.Run($"update {table} set lease_node = @node where lease_id = @node", hitsOne: true, ("node", lease));
        Say(transaction, lease, House.Now);
    });

    Task<bool> Says(Guid node, DateTimeOffset at) => InOne(transaction => Say(transaction, node, at));

    Task<bool> InOne(Action<OpenTransaction> write) => House.In<OpenTransaction, bool>(
        transaction =>
        {
            write(transaction);
            return Task.FromResult(true);
        },
        Nobody);

    static void Say(OpenTransaction transaction, Guid node, DateTimeOffset at) => transaction.Rows.InsertOrUpdate(
        new RunningNode { Id = node, Name = "other:1", Version = "1", StartedAt = at, SeenAt = at }, nameof(RunningNode.Id));
}

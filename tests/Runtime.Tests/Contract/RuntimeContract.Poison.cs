using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Runtime.Tests;

/// <summary>An instance that cannot go on is put aside: the others go on, nothing spins, and a person sees it and lets it go on.</summary>
public abstract partial class RuntimeContract
{
    static readonly byte[] Torn = "{\"v\":3,\"id\":"u8.ToArray();

    [Fact]
    public async Task A_case_that_cannot_be_opened_is_put_aside_and_the_others_go_on()
    {
        var torn = await Start("slow", Write.Delay("01:00:00"), Write.Line("late"));
        var other = (await House.Send(new StartWorkflow(new StartInstance("slow", new Dictionary<string, object?>())))).InstanceId;
        var whole = await Spoil(torn, Torn);

        await House.Advance(TimeSpan.FromHours(2));

        (await Instance(other)).Status.ShouldBe("Finished");
        var line = (await House.Send(new ShowSystemState())).Quarantined.ShouldHaveSingleItem();
        (line.InstanceId, line.CaseKey).ShouldBe((torn, CaseKey.Of(torn)));
        line.Cause.ShouldContain("cannot be read");
        (await Instance(torn)).NeedsAttention.ShouldBeTrue();
        var rests = await House.Read(db => db.Set<ArmedTimer>().SingleAsync());
        (rests.VisibleAt, rests.LeaseId).ShouldBe((null, null));

        (await Should.ThrowAsync<RuleBrokenException>(() => House.Send(new RetryQuarantined(torn), Supervisor))).Code.ShouldBe("instance-unreadable");
        await Spoil(torn, whole);
        await House.Send(new RetryQuarantined(torn), Supervisor);

        var mended = await Instance(torn);
        (mended.Status, mended.NeedsAttention).ShouldBe(("Finished", false));
        (await House.Send(new ShowSystemState())).Quarantined.ShouldBeEmpty();
        (await Count<ArmedTimer>()).ShouldBe(0);
        (await Should.ThrowAsync<RuleBrokenException>(() => House.Send(new RetryQuarantined(torn), Supervisor))).Code.ShouldBe("not-quarantined");
    }

    [Fact]
    public async Task A_case_of_a_newer_release_is_not_spoilt_by_an_older_node()
    {
        var id = await Start("slow", Write.Delay("01:00:00"), Write.Line("late"));
        var whole = await Spoil(id, "{\"v\":99}"u8.ToArray());
        House.Clock.Advance(TimeSpan.FromHours(1));
        await House.Settle();

        // The node that wrote it fires the timer at the next try.
        await Spoil(id, whole);
        await House.Advance(TimeSpan.FromMinutes(1));

        (await Instance(id)).Status.ShouldBe("Finished");
        (await Count<QuarantinedInstance>()).ShouldBe(0);
    }

    [Fact]
    public async Task A_case_whose_burst_never_commits_is_put_aside_with_the_cause()
    {
        const string longName = """{"id":"name","type":"Elsa.SetName","value":{"typeName":"String","expression":{"type":"JavaScript","value":"getVariable('Count') + 'x'.repeat(400)"}}}""";
        await PublishProcess("named", "{}", Write.Delay("01:00:00"), longName);
        var id = (await House.Send(new StartWorkflow(new StartInstance("named", new Dictionary<string, object?>())))).InstanceId;
        await RefuseLongNames();

        await House.Advance(TimeSpan.FromHours(3));

        (await Instance(id)).BurstCount.ShouldBe(1);
        var line = (await House.Send(new ShowSystemState())).Quarantined.ShouldHaveSingleItem();
        line.InstanceId.ShouldBe(id);
        (await House.Read(db => db.Set<ArmedTimer>().SingleAsync())).VisibleAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_message_to_a_case_that_cannot_be_told_is_given_up_and_the_rest_of_its_batch_is_done()
    {
        World.Failures = 12;
        var torn = await Start("sending", Write.Step("Test.Send", "hello"), Write.Line("sent"));
        var whole = await Spoil(torn, Torn);
        await House.Advance(TimeSpan.FromHours(2));
        World.Failures.ShouldBe(1);
        var last = await House.Read(db => db.Set<OutboxEntry>().SingleAsync());
        House.Clock.SetUtcNow(last.VisibleAt!.Value);
        await House.In<Outbox, bool>(outbox =>
        {
            outbox.Add("test-send", "beside", new { text = "beside" });
            return Task.FromResult(true);
        });

        (await House.Parts.GetRequiredService<OutboxDrain>().Round(CancellationToken.None, atOnce: 1)).ShouldBe(2);

        World.Sent.ShouldBe(["beside"]);
        (await House.Read(db => db.Set<OutboxEntry>().SingleAsync(entry => entry.Sequence == last.Sequence))).State.ShouldBe(OutboxState.Dead);
        (await House.Send(new ShowSystemState())).Quarantined.ShouldHaveSingleItem().InstanceId.ShouldBe(torn);

        await Spoil(torn, whole);
        await House.Send(new RetryQuarantined(torn), Supervisor);

        World.Sent.ShouldBe(["beside", "hello"]);
        (await Instance(torn)).Status.ShouldBe("Finished");
    }

    [Fact]
    public async Task Trying_a_case_again_leaves_messages_to_their_incidents()
    {
        World.Failures = 12;
        var id = await Start("sending", Write.Step("Test.Send", "hello"));
        await House.Advance(TimeSpan.FromDays(1));
        var incident = (await State(id)).Incidents.Single().Id;
        await House.In<Quarantine, bool>(async quarantine =>
        {
            await quarantine.Put(id, "It could not go on.", CancellationToken.None);
            return true;
        });

        await House.Send(new RetryQuarantined(id), Supervisor);

        World.Sent.ShouldBeEmpty();
        (await House.Read(db => db.Set<OutboxEntry>().SingleAsync())).State.ShouldBe(OutboxState.Dead);
        (await Instance(id)).NeedsAttention.ShouldBeTrue();
        await House.Send(new RetryIncident(id, incident), Supervisor);
        World.Sent.ShouldBe(["hello"]);
        (await Instance(id)).Status.ShouldBe("Finished");
    }

    [Fact]
    public async Task A_message_that_hangs_holds_up_no_other()
    {
        World.Held["hangs"] = new TaskCompletionSource();
        var drain = House.Parts.GetRequiredService<OutboxDrain>();
        var lanes = drain.NewLanes(atOnce: 2);
        await Ask("hangs");
        (await drain.Begin(lanes, CancellationToken.None, CancellationToken.None)).ShouldBe(1);
        await Ask("goes");
        (await drain.Begin(lanes, CancellationToken.None, CancellationToken.None)).ShouldBe(1);

        await Eventually.Is("the other one is sent", () => Task.FromResult(World.SentSoFar.Contains("goes")), cancel: TestContext.Current.CancellationToken);
        World.SentSoFar.ShouldBe(["goes"]);
        World.Held["hangs"].SetResult();
        await lanes.Over(TestContext.Current.CancellationToken);

        World.Sent.ShouldBe(["goes", "hangs"]);
        (await House.Read(db => db.Set<OutboxEntry>().CountAsync(entry => entry.Kind == "test-send" && entry.State == OutboxState.Delivered))).ShouldBe(2);

        Task Ask(string text) => House.In<Outbox, bool>(outbox =>
        {
            outbox.Add("test-send", text, new { text });
            return Task.FromResult(true);
        });
    }

    [Fact]
    public async Task A_message_of_a_case_that_is_gone_is_given_up()
    {
        World.Failures = 12;
        var id = await Start("sending", Write.Step("Test.Send", "hello"));
        await House.Read(db => db.Set<WorkflowInstance>().Where(instance => instance.Id == id).ExecuteDeleteAsync());

        await House.Advance(TimeSpan.FromDays(1));

        (await House.Read(db => db.Set<OutboxEntry>().SingleAsync())).State.ShouldBe(OutboxState.Dead);
        (await Count<QuarantinedInstance>()).ShouldBe(0);
    }

    /// <summary>Puts another state document in the place of an instance's; gives back the one that was there.</summary>
    async Task<byte[]> Spoil(Guid id, byte[] state)
    {
        var whole = (await Instance(id)).State;
        await House.Read(db => db.Set<WorkflowInstance>().Where(instance => instance.Id == id).ExecuteUpdateAsync(set => set.SetProperty(instance => instance.State, state)));
        return whole;
    }

    /// <summary>SQLite takes a text of any length: there a trigger refuses it, as the other databases do by themselves.</summary>
    Task<int> RefuseLongNames() => House.Read(db => House.Parts.GetRequiredService<Data.Dialect>().IsAlone
        ? db.Database.ExecuteSqlRawAsync("create trigger long_names before update of name on workflow_instance when length(new.name) > 200 begin select raise(abort, 'The name is too long.'); end")
        : Task.FromResult(0));
}

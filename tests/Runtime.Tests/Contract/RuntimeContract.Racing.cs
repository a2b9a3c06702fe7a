using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Activities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Runtime.Tests;

/// <summary>Many at once, too early, twice, for somebody else.</summary>
public abstract partial class RuntimeContract
{
    [Fact]
    public async Task Cases_that_began_in_the_same_instant_are_told_in_the_order_in_which_they_began()
    {
        var cases = new List<Guid> { await Start("order", Write.Event("Paid")) };
        for (var more = 0; more < 5; more++)
            cases.Add((await House.Send(new StartWorkflow(new StartInstance("order", new Dictionary<string, object?>())))).InstanceId);

        await Tell(new EventStimulus("Paid"));

        var ended = await House.Read(db => db.Set<JournalEntry>().Where(entry => entry.Cause == "Resume").OrderBy(entry => entry.Sequence).Select(entry => entry.InstanceId).ToListAsync());
        ended.ShouldBe(cases);
    }

    [Fact]
    public async Task A_batch_in_which_one_statement_misses_its_row_keeps_nothing_of_any()
    {
        var id = await Start("order", Write.Event("Paid"));
        var before = await Count<AuditEntry>();

        var lost = await Should.ThrowAsync<ConflictException>(() => House.In<OpenTransaction, bool>(transaction =>
        {
            var entry = new AuditEntry { TenantId = TestHouse.Tenant, At = transaction.Now, Actor = "somebody", Action = "Lose", SubjectType = "instance", SubjectId = id.ToString() };
            transaction.Rows.Insert(entry);
            transaction.Rows.Run(
                "update workflow_instance set revision = revision + 1 where id = @id and tenant_id = @tenant and revision = @revision", hitsOne: true,
                ("tenant", TestHouse.Tenant), ("revision", 99), ("id", id));
            transaction.Rows.Insert(entry);
            return Task.FromResult(true);
        }));

        lost.InnerException.ShouldBeOfType<LostRaceException>();
        (await Count<AuditEntry>()).ShouldBe(before);
        (await Instance(id)).Revision.ShouldBe(1);
    }

    [Fact]
    public async Task A_batch_in_which_every_statement_hits_its_row_keeps_all()
    {
        var id = await Start("order", Write.Event("Paid"));
        var before = await Count<AuditEntry>();

        await House.In<OpenTransaction, bool>(transaction =>
        {
            transaction.Rows.Run(
                "update workflow_instance set revision = @next, name = 'mail@home' where id = @id and tenant_id = @tenant and revision = @revision and revision < @next", hitsOne: true,
                ("tenant", TestHouse.Tenant), ("revision", 1), ("id", id), ("next", 2));
            transaction.Rows.Insert(new AuditEntry { TenantId = TestHouse.Tenant, At = transaction.Now, Actor = "somebody", Action = "Win", SubjectType = "instance", SubjectId = id.ToString() });
            return Task.FromResult(true);
        });

        (await Count<AuditEntry>()).ShouldBe(before + 1);
        (await Instance(id)).Revision.ShouldBe(2);
        (await Instance(id)).Name.ShouldBe("mail@home");
    }

    [Fact]
    public async Task A_signal_that_comes_before_its_wait_is_kept_and_delivered_when_it_begins()
    {
        await Tell(new EventStimulus("Paid"));
        (await Count<OutboxEntry>()).ShouldBe(1);

        var id = await Start("order", Write.Event("Paid"), Write.Line("paid"));

        (await Instance(id)).Status.ShouldBe("Finished");
        (await Count<OutboxEntry>()).ShouldBe(0);
    }

    [Fact]
    public async Task A_signal_that_nobody_waits_for_is_forgotten_after_its_time()
    {
        await Tell(new EventStimulus("Paid"));
        await House.Advance(TimeSpan.FromMinutes(11));

        var id = await Start("order", Write.Event("Paid"));

        (await Instance(id)).Status.ShouldBe("Running");
        (await Count<OutboxEntry>()).ShouldBe(0);
    }

    [Fact]
    public async Task A_signal_told_many_times_with_one_operation_id_is_heard_once()
    {
        var id = await Start("two", Write.Event("Ring"), Write.Step("Elsa.Event", "second", ("eventName", "Ring")));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => House.SendOnly(new DeliverStimulus("Elsa.Event", "Ring") { OperationId = "op-1" }))));
        await House.Settle();
        await Tell(new EventStimulus("Ring"), "op-1");

        (await Instance(id)).Status.ShouldBe("Running");
        (await Bookmarks(id)).Single().NodeId.ShouldContain("second");
    }

    [Fact]
    public async Task Deliveries_that_race_for_one_wait_change_the_case_once()
    {
        var id = await Start("order", Write.Event("Paid"), Write.Step("Test.SaveWidget", "make", ("code", "W-1")));
        var bookmark = (await Bookmarks(id)).Single().Id;

        var heard = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() =>
            House.In<Bursts, bool>(bursts => bursts.In(id, burst => burst.Resume(bookmark), CancellationToken.None)))));

        heard.Count(one => one).ShouldBe(1);
        (await Count<Widget>()).ShouldBe(1);
        (await Instance(id)).BurstCount.ShouldBe(2);
    }

    [Fact]
    public async Task One_event_reaches_every_case_that_waits_for_it()
    {
        await Publish("order", Write.Event("Morning"));
        for (var i = 0; i < 3; i++)
            await House.Send(new StartWorkflow(new StartInstance("order", new Dictionary<string, object?>())));

        await Tell(new EventStimulus("Morning"));

        (await House.Read(db => db.Set<WorkflowInstance>().CountAsync(instance => instance.Status == "Finished"))).ShouldBe(3);
        (await Count<OutboxEntry>()).ShouldBe(0);
    }

    [Fact]
    public async Task Waits_made_at_the_same_instant_are_told_in_the_order_in_which_they_were_made()
    {
        var waits = Enumerable.Range(1, 12).Select(number => Write.Step("Elsa.Event", $"wait{number}", ("eventName", "Morning")));
        var id = await Start("order", $$"""{"id":"all","type":"Elsa.Parallel","activities":[{{string.Join(",", waits)}}]}""");

        await Tell(new EventStimulus("Morning"));

        (await Journal(id)).Where(line => line.StartsWith("wait", StringComparison.Ordinal) && line.EndsWith(" Completed", StringComparison.Ordinal))
            .ShouldBe(Enumerable.Range(1, 12).Select(number => $"wait{number} Completed"));
    }

    [Fact]
    public async Task A_command_with_an_operation_id_is_done_once_and_answers_the_same()
    {
        var caller = TestHouse.Clerk with { OperationId = "op-7" };

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => House.SendOnly(new AddWidget("W-1"), caller))));

        answers.Distinct().Count().ShouldBe(1);
        (await Count<Widget>()).ShouldBe(1);
        var reused = await Should.ThrowAsync<RuleBrokenException>(() => House.Send(new CountWidget("W-1"), caller));
        reused.Code.ShouldBe("operation-reused");
    }

    [Fact]
    public async Task Changes_that_race_are_repeated_and_none_is_lost()
    {
        await House.Send(new AddWidget("W-1"));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => House.SendOnly(new CountWidget("W-1")))));

        (await House.Read(db => db.Set<Widget>().Select(widget => widget.Count).SingleAsync())).ShouldBe(4);
    }

    [Fact]
    public async Task Timers_that_two_nodes_drain_fire_once_each()
    {
        for (var i = 0; i < 40; i++)
            await Arm($"t{i}", House.Now);

        var drain = House.Parts.GetRequiredService<TimerDrain>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => drain.Round(CancellationToken.None))));
        await House.Settle();

        World.Sent.Distinct().Count().ShouldBe(40);
        World.Sent.Count.ShouldBe(40);
    }

    [Fact]
    public async Task One_tenant_neither_sees_nor_wakes_nor_opens_what_is_anothers()
    {
        var mine = await Start("order", Write.Event("Paid"));
        var other = Caller.System("other");
        await House.Publish(ConfigurationKinds.Definition, "test", "order", Write.Sequence("order", Write.Event("Paid")), "other");
        var theirs = (await House.Send(new StartWorkflow(new StartInstance("order", new Dictionary<string, object?>())), other)).InstanceId;

        await House.Send(new DeliverStimulus("Elsa.Event", "Paid"), other);

        (await Instance(mine)).Status.ShouldBe("Running");
        (await House.Read(db => db.Set<WorkflowInstance>().Select(instance => instance.Id).ToListAsync(), "other")).ShouldBe([theirs]);
        (await House.Read(db => db.Set<WorkflowInstance>().Select(instance => instance.Status).SingleAsync(), "other")).ShouldBe("Finished");
        await Should.ThrowAsync<RuleBrokenException>(() => House.Send(new CancelInstance(mine, "not mine"), other));
    }

    [Fact]
    public async Task What_happened_is_told_after_the_commit_with_ids_only()
    {
        var heard = new List<string>();
        using var listening = House.Parts.GetRequiredService<ChangeSignal>().Subscribe(change =>
        {
            lock (heard)
                heard.Add($"{change.TenantId} {change.Subject} {change.Id}");
        });

        var id = await Start("order", Write.Event("Paid"));

        heard.ShouldContain($"{TestHouse.Tenant} instance {id}");
    }
}

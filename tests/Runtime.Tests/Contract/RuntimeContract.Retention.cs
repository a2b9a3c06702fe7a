using BackOfficeFlow.Engine.Activities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Runtime.Tests;

public abstract partial class RuntimeContract
{
    [Fact]
    public async Task Answers_to_commands_go_after_their_time_in_batches_and_the_audit_stays()
    {
        const int many = RetentionRun.Batch * 2 + 7;
        await House.Read(db =>
        {
            db.AddRange(Enumerable.Range(0, many).Select(i => Done($"old-{i}")));
            return db.SaveChangesAsync();
        });
        await Start("order", Write.Line("A"));
        var audited = await Count<AuditEntry>();
        audited.ShouldBeGreaterThan(0);
        House.Clock.Advance(TimeSpan.FromDays(20));
        await House.Send(new AddWidget("W-1"), TestHouse.Clerk with { OperationId = "young" });
        House.Clock.Advance(TimeSpan.FromDays(11));

        await Retain();

        (await House.Read(db => db.Set<DoneOperation>().Select(done => done.OperationId).ToListAsync())).ShouldBe(["young"]);
        (await Count<AuditEntry>()).ShouldBe(audited);
        var job = (await House.Send(new ShowSystemState(), Caller.System(TestHouse.Tenant))).Jobs.Single(line => line.Key == "retention:operations");
        (job.Done, job.EndedAt, job.Failure).ShouldBe((many, House.Now, null));
    }

    [Fact]
    public async Task Delivered_messages_go_after_their_time_but_for_those_of_an_open_case()
    {
        var open = await Start("open", Write.Event("Paid"));
        await House.In<Outbox, bool>(outbox =>
        {
            outbox.Add("test-mail", "of-an-open-case", new { }, instanceId: open);
            outbox.Add("test-mail", "of-nobody", new { });
            return Task.FromResult(true);
        });
        await House.Read(db => db.Set<OutboxEntry>().ExecuteUpdateAsync(set => set.SetProperty(entry => entry.State, OutboxState.Delivered).SetProperty(entry => entry.DoneAt, House.Now)));

        House.Clock.Advance(TimeSpan.FromDays(89));
        await Retain();
        (await Count<OutboxEntry>()).ShouldBe(2);
        House.Clock.Advance(TimeSpan.FromDays(2));
        await Retain();

        (await House.Read(db => db.Set<OutboxEntry>().Select(entry => entry.EntryKey).ToListAsync())).ShouldBe(["of-an-open-case"]);
    }

    [Fact]
    public async Task A_case_that_has_ended_goes_first_its_history_then_itself_and_an_open_one_stays()
    {
        var ended = await Start("ended", Write.Line("A"));
        var open = await Start("open", Write.Event("Paid"));

        House.Clock.Advance(TimeSpan.FromDays(61));
        await Retain();
        (await House.Read(db => db.Set<JournalEntry>().Select(entry => entry.InstanceId).Distinct().ToListAsync())).ShouldBe([open]);
        (await Count<WorkflowInstance>()).ShouldBe(2);
        House.Clock.Advance(TimeSpan.FromDays(61));
        await Retain();

        (await House.Read(db => db.Set<WorkflowInstance>().Select(instance => instance.Id).ToListAsync())).ShouldBe([open]);
        (await Count<AuditEntry>()).ShouldBe(2);
        await Tell(new EventStimulus("Paid"));
        (await Instance(open)).Status.ShouldBe("Finished");
        ended.ShouldNotBe(open);
    }

    [Fact]
    public async Task What_is_removed_belongs_to_one_company()
    {
        foreach (var tenant in new[] { TestHouse.Tenant, "other" })
            await House.Read(
                db =>
                {
                    db.Add(Done("old"));
                    return db.SaveChangesAsync();
                }, tenant);
        House.Clock.Advance(TimeSpan.FromDays(31));

        await Retain();

        (await Count<DoneOperation>()).ShouldBe(0);
        (await House.Read(db => db.Set<DoneOperation>().CountAsync(), "other")).ShouldBe(1);
        (await House.Send(new ShowSystemState(), Caller.System("other"))).Jobs.ShouldBeEmpty();
    }

    DoneOperation Done(string id) => new() { Actor = "x", OperationId = id, Command = "C", At = House.Now };

    Task Retain() => House.Parts.GetRequiredService<RetentionRun>().Run(TestHouse.Tenant, TestContext.Current.CancellationToken);
}

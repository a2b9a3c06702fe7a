using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Runtime.Tests;

/// <summary>What the runtime promises, whichever database it runs on.</summary>
public abstract partial class RuntimeContract : IAsyncLifetime
{
    protected World World { get; } = new();
    protected TestHouse House { get; private set; } = null!;

    protected abstract Task<TestHouse> Open(Action<IServiceCollection> rooms);

    public async ValueTask InitializeAsync() => House = await Open(services =>
    {
        services.AddSingleton(World);
        services.AddSingleton(new RetentionSettings { Journal = TimeSpan.FromDays(60), Instances = TimeSpan.FromDays(120) });
        services.AddSingleton(new RecordAssembly(typeof(RuntimeContract).Assembly));
    });

    public async ValueTask DisposeAsync()
    {
        if (House is not null)
            await House.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_case_waits_goes_on_and_ends_with_its_history_saved()
    {
        var id = await Start("order", Write.Line("A"), Write.Event("Paid"), Write.Line("B"));
        (await Instance(id)).Status.ShouldBe("Running");
        (await Bookmarks(id)).Single().Kind.ShouldBe("Elsa.Event");

        await Tell(new EventStimulus("Paid"));

        var instance = await Instance(id);
        instance.Status.ShouldBe("Finished");
        instance.FinishedAt.ShouldBe(House.Now);
        instance.BurstCount.ShouldBe(2);
        instance.Revision.ShouldBe(2);
        (await Bookmarks(id)).ShouldBeEmpty();
        (await Journal(id)).ShouldBe(
        [
            "Workflow1 Started", "root Started", "A Started", "A Completed", "Paid Started", "Paid Suspended",
            "Paid Resumed", "Paid Completed", "B Started", "B Completed", "root Completed", "Workflow1 Completed"
        ]);
        (await Count<OutboxEntry>()).ShouldBe(0);
    }

    [Fact]
    public async Task A_delay_ends_when_its_time_has_come_and_not_before()
    {
        var id = await Start("slow", Write.Delay("1.00:00:00"), Write.Line("late"));

        await House.Advance(TimeSpan.FromHours(23));
        (await Instance(id)).Status.ShouldBe("Running");
        await House.Advance(TimeSpan.FromHours(2));

        var instance = await Instance(id);
        instance.Status.ShouldBe("Finished");
        instance.FinishedAt.ShouldBe(instance.CreatedAt.AddDays(1));
        (await Count<ArmedTimer>()).ShouldBe(0);
    }

    [Fact]
    public async Task A_second_start_joins_the_open_case_with_the_business_key()
    {
        await Publish("shipment", Write.Event("Delivered"));
        var order = new StartInstance("shipment", new Dictionary<string, object?>()) { BusinessKey = "S-1" };

        var first = await House.Send(new StartWorkflow(order));
        var second = await House.Send(new StartWorkflow(order));
        await Tell(new EventStimulus("Delivered"));
        var third = await House.Send(new StartWorkflow(order));

        (second.Joined, second.InstanceId, second.CaseKey).ShouldBe((true, first.InstanceId, first.CaseKey));
        (third.Joined, third.InstanceId == first.InstanceId).ShouldBe((false, false));
    }

    [Fact]
    public async Task Starts_that_race_for_one_business_key_open_one_case()
    {
        await Publish("shipment", Write.Event("Delivered"));
        var order = new StartInstance("shipment", new Dictionary<string, object?>()) { BusinessKey = "S-2" };

        var started = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => House.SendOnly(new StartWorkflow(order)))));

        started.Select(one => one.InstanceId).Distinct().Count().ShouldBe(1);
        started.Count(one => !one.Joined).ShouldBe(1);
        (await Count<WorkflowInstance>()).ShouldBe(1);
    }

    [Fact]
    public async Task A_process_that_nobody_published_is_refused_by_name()
    {
        var refused = await Should.ThrowAsync<RuleBrokenException>(() => House.Send(new StartWorkflow(new StartInstance("ghost", new Dictionary<string, object?>()))));

        refused.Message.ShouldContain("ghost");
    }

    [Fact]
    public async Task A_cancelled_case_ends_and_waits_for_nothing()
    {
        var id = await Start("slow", Write.Delay("1.00:00:00"));

        await House.Send(new CancelInstance(id, "no longer wanted"));

        (await Instance(id)).SubStatus.ShouldBe("Cancelled");
        (await Count<ArmedTimer>()).ShouldBe(0);
        (await Bookmarks(id)).ShouldBeEmpty();
        var again = await Should.ThrowAsync<RuleBrokenException>(() => House.Send(new CancelInstance(id, "again")));
        again.Code.ShouldBe("instance-closed");
    }

    [Fact]
    public async Task A_running_case_keeps_its_version()
    {
        var id = await Start("order", Write.Event("Go"), Write.Line("old"));
        await Publish("order", Write.Event("Go"), Write.Line("new"));
        var young = await House.Send(new StartWorkflow(new StartInstance("order", new Dictionary<string, object?>())));

        await Tell(new EventStimulus("Go"));

        (await Journal(id)).ShouldContain("old Completed");
        (await Journal(young.InstanceId)).ShouldContain("new Completed");
    }

    protected async Task<Guid> Start(string definition, params string[] activities)
    {
        await Publish(definition, activities);
        return (await House.Send(new StartWorkflow(new StartInstance(definition, new Dictionary<string, object?>())))).InstanceId;
    }

    protected Task<ConfigurationItem> Publish(string definition, params string[] activities) =>
        House.Publish(ConfigurationKinds.Definition, "test", definition, Write.Sequence(definition, activities));

    protected Task Tell(Stimulus stimulus, string? operationId = null, TimeSpan? keep = null) =>
        House.Send(new DeliverStimulus(stimulus.Kind, stimulus.Key) { OperationId = operationId, Keep = keep });

    protected Task<WorkflowInstance> Instance(Guid id) => House.Read(db => db.Set<WorkflowInstance>().AsNoTracking().SingleAsync(instance => instance.Id == id));

    protected async Task<Instance> State(Guid id) => Engine.Running.Instance.Open((await Instance(id)).State);

    protected Task<List<WorkflowBookmark>> Bookmarks(Guid id) =>
        House.Read(db => db.Set<WorkflowBookmark>().AsNoTracking().Where(bookmark => bookmark.InstanceId == id).ToListAsync());

    protected Task<int> Count<T>() where T : class => House.Read(db => db.Set<T>().CountAsync());

    protected async Task<IReadOnlyList<string>> Journal(Guid id)
    {
        var entries = await House.Read(db => db.Set<JournalEntry>().AsNoTracking().Where(entry => entry.InstanceId == id).OrderBy(entry => entry.Burst).ToListAsync());
        return [.. entries.SelectMany(entry => JournalText.Read(entry.Events)).Select(line => $"{line.NodeId.Split(':').Last()} {line.What}")];
    }
}

public sealed class SqliteRuntimeTests : RuntimeContract
{
    protected override Task<TestHouse> Open(Action<IServiceCollection> rooms) => TestHouse.OnSqlite(rooms: rooms);
}

public sealed class PostgreSqlRuntimeTests : RuntimeContract
{
    protected override Task<TestHouse> Open(Action<IServiceCollection> rooms) => TestHouse.OnPostgreSql(rooms: rooms);

    [Fact]
    public async Task A_designer_who_saves_while_another_save_is_being_stored_waits_for_it_and_is_told()
    {
        var opened = (await Save(Person("Ana"), Model("held"))).Definition;
        var (saved, goesOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = House.In<Configurations, ConfigurationItem>(async configurations =>
        {
            var item = await configurations.SaveDraft(ConfigurationKinds.Definition, "shared", "held", Write.Sequence("held", Write.Line("hers")), null, CancellationToken.None);
            saved.SetResult();
            await goesOn.Task;
            return item;
        });
        await saved.Task;

        var second = Save(Person("Berta"), Model("held", opened.Revision, Write.Line("other")));
        await Eventually.Is("the second waits", SomebodyWaits, TimeSpan.FromMinutes(1), CancellationToken.None);
        goesOn.SetResult();

        (await Should.ThrowAsync<RuleBrokenException>(() => second)).Code.ShouldBe("definition-overtaken");
        (await first).Content.ShouldBe((await House.Read(db => db.Set<ConfigurationItem>().AsNoTracking().SingleAsync(item => item.EntryKey == "held"))).Content);
    }

    Task<bool> SomebodyWaits() => House.Read(db =>
        db.Database.SqlQueryRaw<bool>("select exists (select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock') as \"Value\"").SingleAsync());
}

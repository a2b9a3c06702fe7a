using BackOfficeFlow.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Runtime.Tests;

/// <summary>
/// The process dies between any two statements: what it did is there whole or not at all, and whoever does it again comes to the same end as
/// one who was never disturbed.
/// </summary>
public abstract class CrashContract
{
    const string Everything =
        """
        {"id":"all","type":"Elsa.Parallel","activities":[
          {"id":"save","type":"Test.SaveWidget","code":{"typeName":"String","expression":{"type":"Literal","value":"W-1"}}},
          {"id":"untidy","type":"Test.Untidy"},
          {"id":"refused","type":"Test.SaveAndRefuse"},
          {"id":"rest","type":"Elsa.Delay","timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"00:10:00"}}},
          {"id":"wait","type":"Elsa.Event","eventName":{"typeName":"String","expression":{"type":"Literal","value":"Early"}}},
          {"id":"send","type":"Test.Send"},
          {"id":"call","type":"Elsa.DispatchWorkflow","workflowDefinitionId":{"typeName":"String","expression":{"type":"Literal","value":"child"}},"waitForCompletion":{"typeName":"Boolean","expression":{"type":"Literal","value":true}}}]}
        """;

    protected abstract Task<TestHouse> Open(Action<IServiceCollection> rooms, Action<IServiceCollection> change);

    [Fact]
    public async Task A_burst_that_touches_everything_is_there_whole_or_not_at_all()
    {
        await using var calm = await Prepare();
        await calm.House.SendOnly(await Push(calm));
        await using var shaken = await Prepare();
        var push = await Push(shaken);

        var walk = new CrashWalk(shaken.House, shaken.Process);
        var answer = await walk.Through(() => shaken.House.SendOnly(push));

        walk.Stages.ShouldBe(1);
        walk.DiedBefore.ShouldContain(statement => statement.Contains("update workflow_instance", StringComparison.Ordinal));
        walk.DiedBefore.ShouldContain(statement => statement.Contains("insert into done_operation", StringComparison.Ordinal));
        walk.DiedBefore.ShouldContain("savepoint");
        walk.DiedBefore.ShouldContain("rollback to savepoint");
        walk.DiedBefore.ShouldContain("commit");
        walk.DiedBefore.ShouldContain("answer");
        (await shaken.House.SendOnly(push)).ShouldBe(answer);
        await ShouldBeAlike(shaken, calm);
    }

    [Fact]
    public async Task A_start_that_dies_and_is_asked_for_again_starts_one_case()
    {
        var order = new StartWorkflow(new StartInstance("pushed", new Dictionary<string, object?>()) { BusinessKey = "B-1", OperationId = "start-1" });
        await using var calm = await Prepare();
        await calm.House.SendOnly(order);
        await using var shaken = await Prepare();

        var walk = new CrashWalk(shaken.House, shaken.Process);
        var answer = await walk.Through(() => shaken.House.SendOnly(order));

        walk.Stages.ShouldBe(1);
        (await shaken.House.SendOnly(order)).ShouldBe(answer);
        await ShouldBeAlike(shaken, calm);
    }

    [Fact]
    public async Task Timers_and_the_outbox_come_to_the_same_end_wherever_the_node_dies()
    {
        await using var calm = await Prepare();
        await calm.House.SendOnly(await Push(calm));
        await using var shaken = await Prepare();
        await shaken.House.SendOnly(await Push(shaken));
        calm.House.Clock.Advance(TimeSpan.FromHours(2));
        shaken.House.Clock.Advance(TimeSpan.FromHours(2));
        await calm.House.Settle();

        var walk = new CrashWalk(shaken.House, shaken.Process);
        await walk.Through(async () =>
        {
            await shaken.House.Settle();
            return true;
        });

        walk.DiedBefore.ShouldContain(statement => statement.StartsWith("update armed_timer set lease_id", StringComparison.Ordinal));
        walk.DiedBefore.ShouldContain(statement => statement.StartsWith("delete from armed_timer", StringComparison.Ordinal));
        walk.DiedBefore.ShouldContain(statement => statement.StartsWith("update outbox_entry set lease_id", StringComparison.Ordinal));
        walk.DiedBefore.ShouldContain(statement => statement.StartsWith("update outbox_entry set state = 'Delivered'", StringComparison.Ordinal));
        walk.DiedBefore.ShouldContain(statement => statement.StartsWith("insert into workflow_instance", StringComparison.Ordinal));

        // Whoever takes over begins with the outbox: the order is another, and with it the number of the burst that did a thing.
        await ShouldBeAlike(shaken, calm, "state", "burst", "events");
        (await Events(shaken)).ShouldBe(await Events(calm));
        shaken.World.Sent.Distinct().Order().ShouldBe(calm.World.Sent.Order());
    }

    [Fact]
    public async Task Waits_that_end_together_come_to_the_same_end_wherever_the_node_dies()
    {
        await using var calm = await PrepareSleepers();
        await calm.House.Settle();
        await using var shaken = await PrepareSleepers();

        var walk = new CrashWalk(shaken.House, shaken.Process);
        await walk.Through(async () =>
        {
            await shaken.House.Settle();
            return true;
        });

        // Claimed, given back by whoever takes over, claimed again; then all end in one commit.
        walk.Stages.ShouldBe(4);
        walk.DiedBefore.Count(statement => statement.StartsWith("delete from armed_timer", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(3);
        await ShouldBeAlike(shaken, calm);
    }

    [Fact]
    public async Task The_walk_notices_what_is_done_twice_and_what_is_done_in_two_parts()
    {
        await using var shaken = await Prepare();
        await shaken.House.SendOnly(new AddWidget("W-2"));

        var twice = await Should.ThrowAsync<Exception>(() =>
            new CrashWalk(shaken.House, shaken.Process, mostStages: 3).Through(() => shaken.House.SendOnly(new CountWidget("W-2"))));
        var parts = new CrashWalk(shaken.House, shaken.Process);
        await parts.Through(async () =>
        {
            await shaken.House.SendOnly(new AddWidget("W-3"), TestHouse.Clerk with { OperationId = "part-1" });
            return await shaken.House.SendOnly(new AddWidget("W-4"), TestHouse.Clerk with { OperationId = "part-2" });
        });

        twice.Message.ShouldContain("changes something every time");
        parts.Stages.ShouldBe(2);
    }

    async Task<Shaken> Prepare()
    {
        var world = new World();
        var process = new MortalProcess();
        var house = await Open(
            services =>
            {
                services.AddSingleton(world);
                services.AddSingleton(new RecordAssembly(typeof(RuntimeContract).Assembly));
            },
            services => services.AddSingleton<CrashPoints>(process));
        await house.Publish(ConfigurationKinds.Definition, "test", "child", Write.Sequence("child", Write.Line("child")));
        await house.Publish(ConfigurationKinds.Definition, "test", "pushed", Write.Sequence("pushed", Write.Event("Go"), Everything));
        await house.SendOnly(new DeliverStimulus("Elsa.Event", "Early"));
        await house.Settle();
        return new(house, world, process);
    }

    async Task<Shaken> PrepareSleepers()
    {
        var shaken = await Prepare();
        await shaken.House.Publish(ConfigurationKinds.Definition, "test", "slow", Write.Sequence("slow", Write.Delay("01:00:00"), Write.Line("late")));
        for (var i = 0; i < 3; i++)
            await shaken.House.SendOnly(new StartWorkflow(new StartInstance("slow", new Dictionary<string, object?>())));
        shaken.House.Clock.Advance(TimeSpan.FromHours(2));
        return shaken;
    }

    static async Task<PushCase> Push(Shaken shaken)
    {
        var started = await shaken.House.SendOnly(new StartWorkflow(new StartInstance("pushed", new Dictionary<string, object?>())));
        return new PushCase(started.InstanceId, "push-1");
    }

    static async Task ShouldBeAlike(Shaken shaken, Shaken calm, params string[] butFor)
    {
        var rows = (await StoredRows.Of(shaken.House)).ButForIds(butFor);
        var expected = (await StoredRows.Of(calm.House)).ButForIds(butFor);
        rows.Except(expected).ShouldBeEmpty();
        expected.Except(rows).ShouldBeEmpty();
        rows.Count.ShouldBe(expected.Count);
    }

    static async Task<IReadOnlyList<string>> Events(Shaken shaken)
    {
        var entries = await shaken.House.Read(db => db.Set<JournalEntry>().Select(entry => entry.Events).ToListAsync());
        return [.. entries.SelectMany(JournalText.Read).Select(line => $"{line.NodeId.Split(':')[^1]} {line.What}").Order(StringComparer.Ordinal)];
    }

    sealed record Shaken(TestHouse House, World World, MortalProcess Process) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => House.DisposeAsync();
    }
}

/// <summary>Lets a case go on that waits for "Go": the burst, an audit row and the operation commit together.</summary>
[SentBy(Senders.Clerks)]
public sealed record PushCase(Guid InstanceId, string? OperationId) : IRequest<int>, IAudited, IOperation
{
    string IAudited.SubjectType => "instance";
    string IAudited.SubjectId => InstanceId.ToString();

    public sealed class Handler(Bursts bursts) : IRequestHandler<PushCase, int>
    {
        public Task<int> Handle(PushCase request, CancellationToken cancellationToken) => bursts.In(
            request.InstanceId,
            async burst =>
            {
                await burst.Resume(new Engine.Activities.EventStimulus("Go"));
                return burst.Instance.Bookmarks.Count;
            },
            cancellationToken);
    }
}

public sealed class SqliteCrashTests : CrashContract
{
    protected override Task<TestHouse> Open(Action<IServiceCollection> rooms, Action<IServiceCollection> change) => TestHouse.OnSqlite(change, rooms: rooms);
}

public sealed class PostgreSqlCrashTests : CrashContract
{
    protected override Task<TestHouse> Open(Action<IServiceCollection> rooms, Action<IServiceCollection> change) => TestHouse.OnPostgreSql(change, rooms: rooms);
}

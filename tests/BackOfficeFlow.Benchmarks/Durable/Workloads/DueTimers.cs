using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Benchmarks;

/// <summary>Instances that all wait until the same day; then it has come. Counted afterwards from the tables: none is lost, none woke twice.</summary>
static class DueTimers
{
    const string Definition = "timers";
    const string FloorDefinition = "timers-of-floor";
    const int Rounds = 5;
    const int Together = 200;

    // The floor is a rate: a million of its units would tell no more.
    const int MostOfFloor = 4_000;

    // Far enough that none falls due while they are prepared; and the floor's own never while the product drains.
    static readonly TimeSpan Until = TimeSpan.FromDays(2);
    static readonly TimeSpan UntilFloor = TimeSpan.FromDays(200);

    public static async Task<WorkloadResult> Measure(WorkloadOrder order)
    {
        await using var database = await MeasuredDatabase.New(order.Database);
        await using var house = await MeasuredHouse.Open(database);
        await house.Publish(Definition, Definitions.Sleep("1.00:00:00"));
        await house.Publish(FloorDefinition, Definitions.Sleep("100.00:00:00"));
        var before = await house.Look();
        await house.Start(FloorDefinition);
        var started = await house.Look();
        house.Clock.Shift = UntilFloor;
        await Drain([house], 1);
        var replay = new Replay(before, started, await house.Look());
        house.Clock.Shift = TimeSpan.Zero;

        var share = order.Count / Rounds;
        using var floor = FloorDatabase.Of(house);
        var rounds = new Rounds(database, order with { Count = Math.Min(share, MostOfFloor) });
        var units = new Queue<FloorUnit>();
        await rounds.Run((_, _) => Prepare(floor, replay, units));
        await Prepare(house, order);
        var nodes = order.Nodes == 1 ? [house] : new[] { house, MeasuredHouse.At(database, house.Clock) };
        house.Clock.Shift = Until;

        // What waits for its day leaves the rows of an ended case; the timers and waits go.
        Stored? stored = null;
        async Task<Sample> Product(int round)
        {
            Sample? taken = null;
            var weight = await rounds.Weigh(share, async () => taken = await rounds.Take(() => Drain(nodes, share)));
            stored ??= weight;
            return taken!;
        }

        async Task<Sample> Floor(int round)
        {
            var sample = await rounds.Run((_, _) => floor.Run(replay.Statements(1, Next(units))));
            await rounds.Run((_, _) => Prepare(floor, replay, units));
            return sample;
        }

        var (product, bare) = await rounds.Alternate(Product, Floor);
        while (await Drain(nodes, 1) > 0)
        {
        }

        var (lost, twice) = await Recount(house, order.Count);
        foreach (var other in nodes.Where(node => node != house))
            await other.DisposeAsync();
        return new WorkloadResult(order, "timers/s", product, bare, stored!)
        {
            CpuOf = database.CpuOf,
            IsSound = lost == 0 && twice == 0,
            Others = new Dictionary<string, double> { ["nodes"] = order.Nodes, ["lost"] = lost, ["double"] = twice }
        };
    }

    /// <summary>Fires what is due, on all nodes at once, until about so many were fired.</summary>
    static async Task<int> Drain(IReadOnlyList<MeasuredHouse> nodes, int atLeast)
    {
        var fired = 0;
        async Task Node(MeasuredHouse node)
        {
            var drain = node.Parts.GetRequiredService<TimerDrain>();
            while (Volatile.Read(ref fired) < atLeast)
            {
                var round = await drain.Round(CancellationToken.None);
                if (round == 0)
                    return;
                Interlocked.Add(ref fired, round);
            }
        }

        await Task.WhenAll(nodes.Select(node => Task.Run(() => Node(node))));
        return fired;
    }

    static async Task Prepare(MeasuredHouse house, WorkloadOrder order)
    {
        if (order.Database == WorkloadOrder.Sqlite)
        {
            await Prepare(house, order.Count);
            return;
        }

        var before = await house.Look();
        await house.Start(Definition);
        await Copies.In(house).Make(before, await house.Look(), order.Count - 1);
    }

    static async Task Prepare(MeasuredHouse house, int count)
    {
        var order = new StartInstance(Definition, new Dictionary<string, object?>());
        await Parallel.ForEachAsync(Enumerable.Range(0, (count + Together - 1) / Together), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (part, _) =>
            await house.In<Bursts, bool>(async bursts =>
            {
                for (var i = part * Together; i < Math.Min(count, (part + 1) * Together); i++)
                    await bursts.Start(order, CancellationToken.None);
                return true;
            }));
    }

    static async Task Prepare(FloorDatabase floor, Replay replay, Queue<FloorUnit> units)
    {
        var unit = new FloorUnit();
        await floor.Run(replay.Statements(0, unit));
        lock (units)
            units.Enqueue(unit);
    }

    static FloorUnit Next(Queue<FloorUnit> units)
    {
        lock (units)
            return units.Dequeue();
    }

    static Task<(int Lost, int Twice)> Recount(MeasuredHouse house, int count) => house.In<BackOfficeDb, (int, int)>(async db =>
    {
        var instances = db.Set<WorkflowInstance>().Where(instance => instance.DefinitionId == Definition);
        var woken = db.Set<JournalEntry>().Where(entry => entry.Cause == "Resume" && instances.Any(instance => instance.Id == entry.InstanceId));
        var ended = await instances.CountAsync(instance => instance.FinishedAt != null && woken.Any(entry => entry.InstanceId == instance.Id));
        return (count - ended, await woken.CountAsync() - ended);
    });
}

using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Benchmarks;

/// <summary>A durable step: an instance that waits is opened, resumed, runs a script and waits again; all in one transaction.</summary>
static class DurableStep
{
    const string Definition = "durable-step";

    public static async Task<WorkloadResult> Measure(WorkloadOrder order)
    {
        await using var database = await MeasuredDatabase.New(order.Database);
        await using var house = await MeasuredHouse.Open(database);
        await house.Publish(Definition, Definitions.Beat());
        var rounds = new Rounds(database, order);

        var before = await house.Look();
        var recorded = await house.Start(Definition);
        var started = await house.Look();
        await Step(house, recorded);
        var replay = new Replay(before, started, await house.Look());

        using var floor = FloorDatabase.Of(house);
        var instances = new List<Guid>();
        var units = new List<FloorUnit>();
        for (var lane = 0; lane < order.Concurrency; lane++)
        {
            instances.Add(await house.Start(Definition));
            units.Add(new FloorUnit());
            await floor.Run(replay.Statements(0, units[lane]));
        }

        Task<Sample> Product(int round) => rounds.Run((lane, _) => Step(house, instances[lane]));
        Task<Sample> Floor(int round) => rounds.Run((lane, _) => floor.Run(replay.Statements(1, units[lane])));
        await Product(0);
        await Floor(0);
        var stored = await rounds.Weigh(order.Count, () => Product(0));
        var (product, bare) = await rounds.Alternate(Product, Floor);
        return new WorkloadResult(order, "steps/s", product, bare, stored) { CpuOf = database.CpuOf };
    }

    internal static async Task Step(MeasuredHouse house, Guid instance)
    {
        if (!await house.In<Bursts, bool>(bursts => bursts.In(instance, burst => burst.Resume(new EventStimulus(Definitions.BeatEvent)), CancellationToken.None)))
            throw new InvalidOperationException("The instance did not wait.");
    }
}

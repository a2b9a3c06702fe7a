using System.Diagnostics;

namespace BackOfficeFlow.Benchmarks;

/// <summary>
/// How long one resume takes beside many others: with as many stored instances as asked for against a thousand, and with five hundred versions of a process in
/// use against one. One after the other, each of an instance taken at random, the three in turns: whatever else the machine does meets all. What counts is the
/// median of each.
/// </summary>
static class ResumeLatency
{
    const string Definition = "resume-latency";
    const int Few = 1_000;
    const int Versions = 500;
    const int Turns = 400;
    const int Rounds = 5;

    public static async Task<WorkloadResult> Measure(WorkloadOrder order)
    {
        await using var small = await Crowd.Of(order, 1, Few);
        await using var large = await Crowd.Of(order, 1, order.Count);
        await using var varied = await Crowd.Of(order, Versions, Few);
        Crowd[] crowds = [small, large, varied];

        // So many that every version has been compiled and the program is warm.
        for (var round = 0; round < Rounds; round++)
            await TakeTurns(crowds);
        List<Sample>[] samples = [[], [], []];
        for (var round = 0; round < Rounds; round++)
        {
            var turns = await TakeTurns(crowds);
            for (var i = 0; i < crowds.Length; i++)
                samples[i].Add(turns[i]);
            Console.Error.WriteLine($"round {round + 1}: {Few} instances {turns[0]}, {order.Count} instances {turns[1]}, {Versions} versions {turns[2]}");
        }

        var latencies = samples.Select(of => 1000 / WorkloadResult.Median(of.Select(sample => sample.PerSecond))).ToList();
        return new WorkloadResult(order, "resumes/s", samples[1], samples[0], new Stored(0, 0))
        {
            CpuOf = $"{large.CpuOf}; of all three alike",
            Others = new Dictionary<string, double>
            {
                ["latencyMs"] = latencies[1], ["latencyMsOfFew"] = latencies[0], ["latencyMsOfVersions"] = latencies[2],
                ["timesWithInstances"] = latencies[1] / latencies[0], ["timesWithVersions"] = latencies[2] / latencies[0]
            }
        };
    }

    static async Task<IReadOnlyList<Sample>> TakeTurns(IReadOnlyList<Crowd> crowds)
    {
        using var process = Process.GetCurrentProcess();
        var (own, server) = (process.TotalProcessorTime, crowds[0].ServerCpu());
        var taken = crowds.Select(_ => new List<double>()).ToList();
        for (var turn = 0; turn < Turns; turn++)
            for (var i = 0; i < crowds.Count; i++)
                taken[i].Add(await crowds[i].Resume());

        process.Refresh();
        var units = Turns * crowds.Count;
        var (ownMs, serverMs) = ((process.TotalProcessorTime - own).TotalMilliseconds / units, (crowds[0].ServerCpu() - server).TotalMilliseconds / units);
        return [.. taken.Select(times => new Sample(1000 / WorkloadResult.Median(times), ownMs, serverMs))];
    }

    /// <summary>A database with so many instances that wait.</summary>
    sealed class Crowd(MeasuredDatabase database, MeasuredHouse house, IReadOnlyList<Guid> instances) : IAsyncDisposable
    {
        readonly Random chance = new(4711);

        public string CpuOf => database.CpuOf;

        public static async Task<Crowd> Of(WorkloadOrder order, int versions, int count)
        {
            var database = await MeasuredDatabase.New(order.Database);
            var house = await MeasuredHouse.Open(database);
            var instances = new List<Guid>();
            for (var version = 0; version < versions; version++)
            {
                await house.Publish(Definition, Definitions.Beat());
                if (versions > 1)
                    for (var i = 0; i < count / versions; i++)
                        instances.Add(await house.Start(Definition));
            }

            if (versions > 1)
            {
                await Copies.In(house).Settle();
                return new Crowd(database, house, instances);
            }

            var before = await house.Look();
            await house.Start(Definition);
            instances.AddRange(await Copies.In(house).Make(before, await house.Look(), count));

            return new Crowd(database, house, instances);
        }

        public TimeSpan ServerCpu() => database.ServerCpu();

        /// <summary>Says how many milliseconds it took.</summary>
        public async Task<double> Resume()
        {
            var instance = instances[chance.Next(instances.Count)];
            var began = Stopwatch.GetTimestamp();
            await DurableStep.Step(house, instance);
            return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        public async ValueTask DisposeAsync()
        {
            await house.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}

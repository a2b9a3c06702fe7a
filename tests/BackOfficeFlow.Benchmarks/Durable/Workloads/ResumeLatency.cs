using System.Diagnostics;

namespace BackOfficeFlow.Benchmarks;

/// <summary>
/// How long one resume takes beside many others: with as many stored instances as asked for against a thousand, and with five hundred versions of a process in
/// use against one. One after the other, each of an instance taken at random; the two of a pair in turns.
/// </summary>
static class ResumeLatency
{
    const string Definition = "resume-latency";
    const int Few = 1_000;
    const int Versions = 500;
    const int Round = 400;

    public static async Task<WorkloadResult> Measure(WorkloadOrder order)
    {
        await using var small = await Crowd.Of(order, 1, Few);
        await using var large = await Crowd.Of(order, 1, order.Count);
        await using var varied = await Crowd.Of(order, Versions, Few);
        List<Sample> ofLarge = [], ofSmall = [], ofVaried = [];
        for (var round = 0; round < 6; round++)
        {
            List<Sample> samples = [await small.Resume(Round), await large.Resume(Round), await varied.Resume(Round)];
            Console.Error.WriteLine($"round {round}: {Few} instances {samples[0]}, {order.Count} instances {samples[1]}, {Versions} versions {samples[2]}");

            // The first one warms up.
            if (round == 0)
                continue;
            ofSmall.Add(samples[0]);
            ofLarge.Add(samples[1]);
            ofVaried.Add(samples[2]);
        }

        double Latency(List<Sample> samples) => 1000 / WorkloadResult.Median(samples.Select(sample => sample.PerSecond));
        return new WorkloadResult(order, "resumes/s", ofLarge, ofSmall, new Stored(0, 0))
        {
            CpuOf = large.CpuOf,
            Others = new Dictionary<string, double>
            {
                ["latencyMs"] = Latency(ofLarge), ["latencyMsOfFew"] = Latency(ofSmall), ["latencyMsOfVersions"] = Latency(ofVaried),
                ["timesWithInstances"] = Latency(ofLarge) / Latency(ofSmall), ["timesWithVersions"] = Latency(ofVaried) / Latency(ofSmall)
            }
        };
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

        public async Task<Sample> Resume(int count)
        {
            var cpu = (Own: Process.GetCurrentProcess().TotalProcessorTime, Server: database.ServerCpu());
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < count; i++)
                await DurableStep.Step(house, instances[chance.Next(instances.Count)]);
            var seconds = watch.Elapsed.TotalSeconds;
            return new Sample(
                count / seconds, (Process.GetCurrentProcess().TotalProcessorTime - cpu.Own).TotalMilliseconds / count, (database.ServerCpu() - cpu.Server).TotalMilliseconds / count);
        }

        public async ValueTask DisposeAsync()
        {
            await house.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}

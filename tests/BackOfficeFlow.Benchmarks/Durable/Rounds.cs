using System.Diagnostics;

namespace BackOfficeFlow.Benchmarks;

/// <summary>Runs units side by side and takes their time; product and floor in turns, so that whatever else the machine does meets both.</summary>
sealed class Rounds(MeasuredDatabase database, WorkloadOrder order)
{
    const int Measured = 5;

    readonly List<Sample> product = [];
    readonly List<Sample> floor = [];

    public async Task<(IReadOnlyList<Sample> Product, IReadOnlyList<Sample> Floor)> Alternate(Func<int, Task<Sample>> ofProduct, Func<int, Task<Sample>> ofFloor)
    {
        for (var round = 0; round < Measured; round++)
        {
            product.Add(await ofProduct(round));
            floor.Add(await ofFloor(round));
            Console.Error.WriteLine($"round {round + 1}: product {product[^1]}, floor {floor[^1]}");
        }

        return (product, floor);
    }

    /// <summary>Runs the units of a round; each lane does one after the other.</summary>
    /// <param name="unit">Is told its lane and its number.</param>
    /// <param name="process">Whose processor time counts beside the database's; this one's when nothing is said.</param>
    public async Task<Sample> Run(Func<int, int, Task> unit, int? process = null)
    {
        var (count, lanes) = (order.Count, order.Concurrency);
        var next = -1;
        async Task Lane(int lane)
        {
            for (var number = Interlocked.Increment(ref next); number < count; number = Interlocked.Increment(ref next))
                await unit(lane, number);
        }

        return await Take(
            async () =>
            {
                await Task.WhenAll(Enumerable.Range(0, lanes).Select(lane => Task.Run(() => Lane(lane))));
                return count;
            },
            process);
    }

    /// <param name="work">Says how many units it has done.</param>
    /// <param name="process">As above.</param>
    public async Task<Sample> Take(Func<Task<int>> work, int? process = null)
    {
        var (own, server) = (OwnCpu(process), database.ServerCpu());
        var watch = Stopwatch.StartNew();
        var count = await work();
        var seconds = watch.Elapsed.TotalSeconds;
        return new Sample(count / seconds, (OwnCpu(process) - own).TotalMilliseconds / count, (database.ServerCpu() - server).TotalMilliseconds / count);
    }

    static TimeSpan OwnCpu(int? process)
    {
        using var measured = process is { } id ? Process.GetProcessById(id) : Process.GetCurrentProcess();
        return measured.TotalProcessorTime;
    }

    /// <summary>What a unit leaves behind.</summary>
    public async Task<Stored> Weigh(int count, Func<Task> work)
    {
        var (rows, bytes) = (await database.Rows(), await database.Bytes());
        await work();
        return new Stored((await database.Rows() - rows) / (double)count, (await database.Bytes() - bytes) / (double)count);
    }
}

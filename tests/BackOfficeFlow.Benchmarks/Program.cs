using System.Globalization;
using BackOfficeFlow.Benchmarks;

// Measures the figures of docs/performance.md, one by name:
//     dotnet run -c Release --project tests/BackOfficeFlow.Benchmarks -- start
// The figure "import" takes another number of rows: -- import 4000
// The figure "flood" takes a database and how many commands come at once: -- flood postgres 2000
// Workloads on a database print one line of JSON, and their rounds to the error output:
//     dotnet run -c Release --project tests/BackOfficeFlow.Benchmarks -- durable-step --database postgres --concurrency 16 --count 4000
Dictionary<string, Func<Task>> figures = new()
{
    ["start"] = StartFigure.Measure,
    ["memory"] = MemoryFigure.Measure,
    ["import"] = () => ImportFigure.Measure(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100_000),
    ["engine"] = EngineFigure.Measure,
    ["flood"] = () => FloodFigure.Measure(args.Length > 1 ? args[1] : WorkloadOrder.Sqlite, args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 2_000),
};

Dictionary<string, Func<WorkloadOrder, Task<WorkloadResult>>> workloads = new()
{
    ["durable-step"] = DurableStep.Measure,
    ["straight10"] = Straight10.Measure,
    ["task-roundtrip"] = TaskRoundtrip.Measure,
    ["timers"] = DueTimers.Measure,
    ["resume-latency"] = ResumeLatency.Measure,
};

if (args is [var wanted, ..] && workloads.TryGetValue(wanted, out var workload))
{
    try
    {
        var result = await workload(WorkloadOrder.Read(args));
        Console.WriteLine(result.ToJson());
        return result.IsSound ? 0 : 1;
    }
    catch (ArgumentException wrong)
    {
        Console.Error.WriteLine(wrong.Message);
        return 1;
    }
}

if (args is not [var name, ..] || !figures.TryGetValue(name, out var measure))
{
    Console.Error.WriteLine($"Say which figure to measure: {string.Join(", ", figures.Keys.Concat(workloads.Keys))}");
    return 1;
}

await measure();
return 0;

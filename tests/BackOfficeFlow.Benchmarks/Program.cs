using System.Globalization;
using BackOfficeFlow.Benchmarks;

// Measures the figures of docs/performance.md, one by name:
//     dotnet run -c Release --project tests/BackOfficeFlow.Benchmarks -- start
// The figure "import" takes another number of rows: -- import 4000
Dictionary<string, Func<Task>> figures = new()
{
    ["start"] = StartFigure.Measure,
    ["memory"] = MemoryFigure.Measure,
    ["import"] = () => ImportFigure.Measure(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100_000),
    ["engine"] = EngineFigure.Measure,
};

if (args is not [var name, ..] || !figures.TryGetValue(name, out var measure))
{
    Console.Error.WriteLine($"Say which figure to measure: {string.Join(", ", figures.Keys)}");
    return 1;
}

await measure();
return 0;

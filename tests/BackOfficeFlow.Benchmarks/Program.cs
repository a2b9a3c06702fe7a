using BackOfficeFlow.Benchmarks;

// Measures the figures of docs/performance.md, one by name:
//     dotnet run -c Release --project tests/BackOfficeFlow.Benchmarks -- start
Dictionary<string, Func<Task>> figures = new()
{
    ["start"] = StartFigure.Measure,
    ["memory"] = MemoryFigure.Measure,
    ["import"] = ImportFigure.Measure,
    ["engine"] = EngineFigure.Measure,
};

if (args is not [var name] || !figures.TryGetValue(name, out var measure))
{
    Console.Error.WriteLine($"Say which figure to measure: {string.Join(", ", figures.Keys)}");
    return 1;
}

await measure();
return 0;

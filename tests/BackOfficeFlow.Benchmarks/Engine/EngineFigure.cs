using System.Globalization;
using System.Reflection;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace BackOfficeFlow.Benchmarks;

/// <summary>The bare engine: speed and bytes of a step, a compilation, a saved instance.</summary>
static class EngineFigure
{
    public static Task Measure()
    {
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.DontLogOutput).WithIterationCount(7))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddLogger(NullLogger.Instance)
            .AddColumnProvider(BenchmarkDotNet.Columns.DefaultColumnProviders.Instance)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "bof-benchmarks"))
            .WithOptions(ConfigOptions.DisableOptimizationsValidator);
#if DEBUG
        Console.WriteLine("A Debug build: the figures say little. Run with -c Release.");
#endif
        Console.WriteLine("| Work | per second | one takes | allocates | bar |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        foreach (var report in BenchmarkRunner.Run<EngineBenchmarks>(config).Reports)
            Console.WriteLine(Row(report));
        return Task.CompletedTask;
    }

    static string Row(BenchmarkReport report)
    {
        var figure = report.BenchmarkCase.Descriptor.WorkloadMethod.GetCustomAttribute<FigureAttribute>()!;
        if (report.ResultStatistics is not { } result)
            return $"| {figure.Name} | failed | | | |";
        var perSecond = 1e9 / result.Median;
        var bytes = report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase);
        return string.Create(CultureInfo.InvariantCulture, $"| {figure.Name} | {perSecond:#,0} | {Time(result.Median)} | {bytes:#,0} B | {Bar(figure, perSecond, result.Median)} |");
    }

    static string Time(double nanoseconds) => nanoseconds switch
    {
        < 1e4 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:0} ns"),
        < 1e6 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e3:0.0} µs"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e6:0.0} ms")
    };

    static string Bar(FigureAttribute figure, double perSecond, double nanoseconds) => figure switch
    {
        { AtLeast: > 0 } => string.Create(CultureInfo.InvariantCulture, $"≥ {figure.AtLeast:#,0}/s: {Verdict(perSecond >= figure.AtLeast)}"),
        { AtMostMilliseconds: > 0 } => string.Create(CultureInfo.InvariantCulture, $"≤ {figure.AtMostMilliseconds:0} ms: {Verdict(nanoseconds <= figure.AtMostMilliseconds * 1e6)}"),
        _ => ""
    };

    static string Verdict(bool isMet) => isMet ? "met" : "**not met**";
}

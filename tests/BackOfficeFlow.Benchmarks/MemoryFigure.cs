using System.Diagnostics;

namespace BackOfficeFlow.Benchmarks;

/// <summary>Resident memory after a minute without a visitor.</summary>
static class MemoryFigure
{
    static readonly TimeSpan Idle = TimeSpan.FromSeconds(60);

    public static async Task Measure()
    {
        using var program = new SeededProgram();
        var (seeding, _) = await program.Start();
        await seeding.DisposeAsync();

        var (web, _) = await program.Start();
        await using (web)
        {
            using var pause = new PeriodicTimer(Idle);
            await pause.WaitForNextTickAsync();
            using var process = Process.GetProcessById(web.ProcessId);
            Console.WriteLine($"resident memory after {Idle.TotalSeconds:0} s idle: {process.WorkingSet64 / 1024.0 / 1024.0:0} MB (bar: 250 MB)");
        }
    }
}

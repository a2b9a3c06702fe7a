namespace BackOfficeFlow.Benchmarks;

/// <summary>From the start of the process to the first 200 on the sign-in page.</summary>
static class StartFigure
{
    const int Runs = 5;

    public static async Task Measure()
    {
        using var program = new SeededProgram();
        Console.WriteLine($"first start, with migrations and demo data: {await Once(program):0.00} s (bar: 15 s)");
        List<double> runs = [];
        for (var run = 0; run < Runs; run++)
            runs.Add(await Once(program));

        var ordered = runs.Order().ToList();
        Console.WriteLine($"start, median of {Runs}: {ordered[Runs / 2]:0.00} s (bar: 3 s; {string.Join(", ", runs.Select(run => $"{run:0.00}"))})");
    }

    static async Task<double> Once(SeededProgram program)
    {
        var (web, took) = await program.Start();
        await web.DisposeAsync();
        return took.TotalSeconds;
    }
}

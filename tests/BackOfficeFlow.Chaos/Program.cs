using System.Text.Json;
using BackOfficeFlow.Chaos;

// Runs the product as real processes under load, harms them, and recounts the books. Exit code 0: they balance; 1: they do not; 2: what was asked
// cannot be done. Ctrl+C ends the faults and recounts; Ctrl+C again recounts at once.
using var stop = new CancellationTokenSource();
using var abandon = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    (stop.IsCancellationRequested ? abandon : stop).Cancel();
};

try
{
    var options = ChaosOptions.Read(args);
    var watch = System.Diagnostics.Stopwatch.StartNew();
    var result = await new ChaosRun(options, line => Console.Error.WriteLine($"{watch.Elapsed:hh\\:mm\\:ss} {line}")).Run(stop.Token, abandon.Token);
    if (options.AsJson)
        Console.WriteLine(JsonSerializer.Serialize(result, new JsonSerializerOptions(JsonSerializerDefaults.Web)));
    else
        foreach (var line in result.Lines())
            Console.WriteLine(line);
    return result.Balances ? 0 : 1;
}
catch (FormatException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 2;
}

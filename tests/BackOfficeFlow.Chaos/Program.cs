using System.Runtime.InteropServices;
using System.Text.Json;
using BackOfficeFlow.Chaos;

// Runs the product as real processes under load, harms them, and recounts the books. Exit code 0: they balance; 1: they do not; 2: what was asked
// cannot be done. Ctrl+C, or SIGTERM to this process, ends the faults and recounts; once more recounts at once.
using var stop = new CancellationTokenSource();
using var abandon = new CancellationTokenSource();
using var pressed = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var told = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);

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

void End(PosixSignalContext signal)
{
    signal.Cancel = true;
    Console.Error.WriteLine($"{signal.Signal}: {(stop.IsCancellationRequested ? "the books are read as they are" : "no more faults")}");
    (stop.IsCancellationRequested ? abandon : stop).Cancel();
}

#:project ../tests/BackOfficeFlow.Testing/BackOfficeFlow.Testing.csproj
#:property NoWarn=$(NoWarn);CA1852;CA1050
#:property PublishAot=false

// Two nodes on one PostgreSQL behind one address, on this machine and without containers:
//     dotnet run scripts/cluster.cs "Host=localhost;Database=backofficeflow;Username=postgres;Password=..."
// Without a connection string a PostgreSQL is started for it, whose data is gone when it ends:
//     dotnet run scripts/cluster.cs
// More: --nodes 4   --port 5082   --demo   and any setting of the product, as --Key:Of=value. Ctrl+C stops all.
// A node can be killed meanwhile (its process id is printed): pages that were open on it go on at another.

using System.Globalization;
using BackOfficeFlow.Testing;

var settings = new Dictionary<string, string>();
string? connection = null;
var (count, port) = (2, 5082);
for (var at = 0; at < args.Length; at++)
{
    switch (args[at])
    {
        case "--nodes" when at + 1 < args.Length && int.TryParse(args[at + 1], out var number) && number is > 0 and <= 16:
            (count, at) = (number, at + 1);
            break;
        case "--port" when at + 1 < args.Length && int.TryParse(args[at + 1], out var chosen) && chosen is > 0 and <= 65535:
            (port, at) = (chosen, at + 1);
            break;
        case "--demo":
            settings["Demo:Enabled"] = "true";
            break;
        case var setting when setting.StartsWith("--", StringComparison.Ordinal) && setting.Contains(':') && setting.Split('=', 2) is [var key, var value]:
            settings[key[2..]] = value;
            break;
        case var text when connection is null && text.Contains('=') && !text.StartsWith("--", StringComparison.Ordinal):
            connection = text;
            break;
        case var odd:
            Console.Error.WriteLine($"'{odd}' is not understood: dotnet run scripts/cluster.cs [\"Host=...;Database=...\"] [--nodes 2] [--port 5082] [--demo] [--Key:Of=value]");
            return 1;
    }
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};

// Ctrl+C ends a server of its own too, with all that is in it.
var database = connection is null ? await PostgresServer.NewDatabase(stop.Token) : null;
settings["Database:Provider"] = "PostgreSql";
settings["ConnectionStrings:Default"] = connection ?? database!.ConnectionString;
settings.TryAdd("PublicAddress", string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}"));
settings.TryAdd("Logs:Folder", Repository.PathTo("logs", "cluster"));

Console.WriteLine(database is null ? "The nodes share the database that you named." : "A PostgreSQL was started for this; its data is gone when you stop.");
var starting = Enumerable.Range(1, count).Select(_ => WebProcess.Start(settings)).ToList();
var nodes = await Task.WhenAll(starting);
foreach (var (node, number) in nodes.Select((node, index) => (node, index + 1)))
    Console.WriteLine($"node {number}: {node.Address} (process {node.ProcessId})");

await using (var proxy = await StickyProxy.Start([.. nodes.Select(node => node.Address)], StickyProxy.LessBusy, string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}")))
{
    foreach (var line in nodes[0].Output.Split('\n').Where(line => line.Contains("/first-visit?t=", StringComparison.Ordinal)))
        Console.WriteLine(line.Replace(nodes[0].Address.ToString().TrimEnd('/'), proxy.Address.ToString().TrimEnd('/'), StringComparison.Ordinal));
    Console.WriteLine($"Open {proxy.Address} - Ctrl+C stops all.");
    try
    {
        await Task.Delay(Timeout.Infinite, stop.Token);
    }
    catch (OperationCanceledException)
    {
        Console.WriteLine("Stopping.");
    }
}

foreach (var node in nodes.Where(node => !node.HasExited))
    await node.TellToStop();
foreach (var node in nodes)
{
    await node.Exits();
    await node.DisposeAsync();
}

if (database is not null && PostgresServer.IsNamed)
    await database.DisposeAsync();
return 0;

using System.Globalization;

namespace BackOfficeFlow.Benchmarks;

/// <summary>What the command line asks of a workload.</summary>
/// <param name="Workload">One of <see cref="Counts"/>.</param>
/// <param name="Database">sqlite or postgres.</param>
/// <param name="Concurrency">How many are under way at once.</param>
/// <param name="Count">Units in each of the measured rounds; of timers, all together; of resume-latency, the stored instances.</param>
/// <param name="Nodes">How many drain the timers at once.</param>
public sealed record WorkloadOrder(string Workload, string Database, int Concurrency, int Count, int Nodes)
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";

    /// <summary>The workloads, with the units of a round that take a few seconds on two cores.</summary>
    public static readonly IReadOnlyDictionary<string, int> Counts = new Dictionary<string, int>
    {
        ["durable-step"] = 4_000, ["straight10"] = 3_000, ["task-roundtrip"] = 600, ["timers"] = 20_000, ["resume-latency"] = 1_000_000
    };

    /// <exception cref="ArgumentException">The message says what is wrong, and what would be right.</exception>
    public static WorkloadOrder Read(IReadOnlyList<string> arguments)
    {
        var workload = arguments[0];
        if (!Counts.TryGetValue(workload, out var usual))
            throw new ArgumentException($"'{workload}' is no workload. Known: {string.Join(", ", Counts.Keys)}.");

        var order = new WorkloadOrder(workload, Sqlite, 16, usual, 1);
        for (var i = 1; i < arguments.Count; i += 2)
            order = order.With(arguments[i], i + 1 < arguments.Count ? arguments[i + 1] : throw new ArgumentException($"{arguments[i]} needs a value."));
        if (order is { Workload: "resume-latency", Database: Sqlite })
            throw new ArgumentException("resume-latency is for postgres.");
        return order.Nodes == 1 || (order.Workload == "timers" && order.Database == Postgres)
            ? order
            : throw new ArgumentException("--nodes is for timers on postgres.");
    }

    WorkloadOrder With(string option, string value) => option switch
    {
        "--database" => this with { Database = value is Sqlite or Postgres ? value : throw new ArgumentException($"'{value}' is no database. Use {Sqlite} or {Postgres}.") },
        "--concurrency" => this with { Concurrency = Number(option, value, 256) },
        "--count" => this with { Count = Number(option, value, 10_000_000) },
        "--nodes" => this with { Nodes = Number(option, value, 2) },
        _ => throw new ArgumentException($"{option} is not known. Use --database, --concurrency, --count, --nodes.")
    };

    static int Number(string option, string value, int most) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
        ? number
        : throw new ArgumentException($"{option} takes a whole number from 1 to {most}, not '{value}'.");
}

using System.Globalization;
using System.Text.Json;

namespace BackOfficeFlow.Benchmarks;

/// <summary>What a workload came to: the medians of its rounds, as one line of JSON.</summary>
public sealed record WorkloadResult(WorkloadOrder Order, string Unit, IReadOnlyList<Sample> Product, IReadOnlyList<Sample> Floor, Stored Stored)
{
    static readonly JsonSerializerOptions Line = new(JsonSerializerDefaults.Web);

    /// <summary>Whose processor time was counted.</summary>
    public required string CpuOf { get; init; }

    /// <summary>More figures of this workload, by name.</summary>
    public IReadOnlyDictionary<string, double> Others { get; init; } = new Dictionary<string, double>();

    /// <summary>False: something was lost or done twice, and the figure is worth nothing.</summary>
    public bool IsSound { get; init; } = true;

    public string ToJson()
    {
        var figure = Median(Product.Select(sample => sample.PerSecond));
        var floor = Median(Floor.Select(sample => sample.PerSecond));
        var line = new Dictionary<string, object>
        {
            ["workload"] = Order.Workload,
            ["database"] = Order.Database,
            ["concurrency"] = Order.Concurrency,
            ["count"] = Order.Count,
            ["figure"] = Math.Round(figure, 1),
            ["unit"] = Unit,
            ["floor"] = Math.Round(floor, 1),
            ["ratio"] = Math.Round(figure / floor, 3),
            ["cpuMs"] = Math.Round(Median(Product.Select(sample => sample.CpuMs)), 3),
            ["serverCpuMs"] = Math.Round(Median(Product.Select(sample => sample.ServerMs)), 3),
            ["floorCpuMs"] = Math.Round(Median(Floor.Select(sample => sample.CpuMs)), 3),
            ["cpuOf"] = CpuOf,
            ["rows"] = Math.Round(Stored.Rows, 2),
            ["bytes"] = Math.Round(Stored.Bytes)
        };
        foreach (var (name, value) in Others)
            line[name] = Math.Round(value, 3);
        return JsonSerializer.Serialize(line, Line);
    }

    internal static double Median(IEnumerable<double> values)
    {
        var ordered = values.Order().ToList();
        return ordered.Count % 2 == 1 ? ordered[ordered.Count / 2] : (ordered[(ordered.Count / 2) - 1] + ordered[ordered.Count / 2]) / 2;
    }
}

/// <summary>One round: how many units a second, and the processor time of one in the program and in the database's server.</summary>
public sealed record Sample(double PerSecond, double OwnMs, double ServerMs)
{
    public double CpuMs => OwnMs + ServerMs;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{PerSecond:0}/s ({OwnMs:0.000} + {ServerMs:0.000} ms)");
}

/// <summary>What one unit leaves in the database: rows, and bytes with their indexes.</summary>
public sealed record Stored(double Rows, double Bytes);

using System.Globalization;
using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Chaos;

/// <summary>What a run is to do, as the command line says it.</summary>
sealed record ChaosOptions
{
    public const string Usage =
        "dotnet run --project tests/BackOfficeFlow.Chaos -- [--database postgres|sqlite] [--nodes 1|2|4] [--minutes N | --hours N] [--kills N] "
        + "[--faults kill,freeze,clock,restart,cut,disk] [--customers N] [--seed S] [--plant BUG] [--beside PROGRAM] [--json]";

    public string Database { get; init; } = "postgres";
    public int Nodes { get; init; } = 2;

    /// <summary>How long faults go on at most.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>After how many kills, and every other fault at least once, they end.</summary>
    public int? Kills { get; init; }
    public IReadOnlyList<Fault> Faults { get; init; } = Enum.GetValues<Fault>();

    /// <summary>How many orders are open at once.</summary>
    public int Customers { get; init; } = 12;
    public int Seed { get; init; } = 1;
    public string? Plant { get; init; }

    /// <summary>The file of the program as another release built it (BackOfficeFlow.Web.dll): every second node runs that one, as during an upgrade.</summary>
    public string? Beside { get; init; }
    public bool AsJson { get; init; }

    /// <exception cref="FormatException">An option is not known, or its value is none.</exception>
    public static ChaosOptions Read(IReadOnlyList<string> arguments)
    {
        var options = new ChaosOptions();
        for (var i = 0; i < arguments.Count; i++)
            options = arguments[i] == "--json"
                ? options with { AsJson = true }
                : options.With(arguments[i], i + 1 < arguments.Count ? arguments[++i] : throw new FormatException($"{arguments[i]} needs a value.\n{Usage}"));
        if (options is { Database: "sqlite", Nodes: > 1 })
            options = arguments.Contains("--nodes") ? throw new FormatException("SQLite has one node.") : options with { Nodes = 1 };
        if (options is { Nodes: 1, Beside: not null })
            throw new FormatException("Two releases side by side are two nodes at least.");
        return options.Time is null && options.Kills is null ? options with { Time = TimeSpan.FromMinutes(5) } : options;
    }

    ChaosOptions With(string name, string value) => name switch
    {
        "--database" when value is "postgres" or "sqlite" => this with { Database = value },
        "--nodes" => this with { Nodes = Number(name, value, 8) },
        "--minutes" => this with { Time = TimeSpan.FromMinutes(Number(name, value, 10_000)) },
        "--hours" => this with { Time = TimeSpan.FromHours(Number(name, value, 200)) },
        "--kills" => this with { Kills = Number(name, value, 1_000_000) },
        "--customers" => this with { Customers = Number(name, value, 1_000) },
        "--seed" => this with { Seed = Number(name, value, 1_000_000) },
        "--faults" => this with { Faults = [.. value.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Find).Distinct()] },
        "--plant" when TestHooks.Known.Contains(value) => this with { Plant = value },
        "--beside" when File.Exists(value) => this with { Beside = Path.GetFullPath(value) },
        "--beside" => throw new FormatException($"There is no file '{value}'. Name the BackOfficeFlow.Web.dll that the other release built."),
        "--plant" => throw new FormatException($"'{value}' is no defect that can be planted. Known: {string.Join(", ", TestHooks.Known)}."),
        _ => throw new FormatException($"'{name} {value}' is not understood.\n{Usage}")
    };

    static Fault Find(string word) => Enum.TryParse<Fault>(word, ignoreCase: true, out var fault) && Enum.IsDefined(fault) && !char.IsDigit(word[0])
        ? fault
        : throw new FormatException($"'{word}' is no fault. Known: {string.Join(",", Enum.GetValues<Fault>().Select(Tally.Word))}.");

    static int Number(string name, string value, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw new FormatException($"{name} takes a whole number from 1 to {most}, not '{value}'.");
}

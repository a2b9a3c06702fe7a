using System.Text.Json;
using System.Text.Json.Serialization;

namespace BackOfficeFlow.Work.Scenarios;

/// <summary>What is told to a process, step by step, and what its journal must be. A file beside the process.</summary>
public sealed record Scenario
{
    public required string Title { get; init; }

    /// <summary>The definition whose cases' journals are compared.</summary>
    public required string Process { get; init; }

    /// <summary>When it begins, with the offset.</summary>
    public required DateTimeOffset Begins { get; init; }

    /// <summary>The zone in which the journal tells its times.</summary>
    public string Zone { get; init; } = "Europe/Madrid";

    /// <summary>Each an object with one verb: { "wait": "2 H" }, { "task": "VerifyWithCarrier", "outcome": "lost" } …</summary>
    public required IReadOnlyList<JsonElement> Steps { get; init; }

    public required IReadOnlyList<string> Journal { get; init; }

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true
    };

    /// <exception cref="ScenarioException">The file is not what a scenario looks like.</exception>
    public static Scenario Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<Scenario>(File.ReadAllBytes(file), Json) ?? throw new ScenarioException($"{file} is empty.");
        }
        catch (JsonException broken)
        {
            throw new ScenarioException($"{file}, line {(broken.LineNumber ?? 0) + 1}: {broken.Message}");
        }
    }

    /// <summary>The scenarios below a folder: the JSON files of every folder called "scenarios".</summary>
    public static IReadOnlyList<string> Find(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(Path.GetDirectoryName(file)) == "scenarios")
            .Order(StringComparer.Ordinal)];
}

/// <summary>A scenario cannot be read or run. The message says which step and why.</summary>
public sealed class ScenarioException(string message) : Exception(message);

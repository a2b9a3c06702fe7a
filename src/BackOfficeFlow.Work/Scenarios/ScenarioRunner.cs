using System.Text.Json;
using BackOfficeFlow.Engine.Running;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Queues;
using Microsoft.Extensions.DependencyInjection;

namespace BackOfficeFlow.Work.Scenarios;

/// <summary>Makes a house for one scenario: the whole application on an empty database of its own, with this clock and this flowchart mode.</summary>
public delegate Task<IAsyncDisposable> MakeHouse(VirtualClock clock, FlowchartMode mode, Action<IServiceProvider> take);

/// <summary>Runs scenarios on the real runtime and compares journals.</summary>
public sealed class ScenarioRunner(MakeHouse makeHouse, string configurationFolder)
{
    public async Task<ScenarioResult> Run(string file, FlowchartMode mode, CancellationToken cancel)
    {
        var scenario = Scenario.Read(file);
        var clock = new VirtualClock(scenario.Begins);
        IServiceProvider? house = null;
        await using var place = await makeHouse(clock, mode, parts => house = parts);

        await Import(house!, cancel);
        var run = new ScenarioRun(house!, clock);
        await run.Send(new OpenKnownQueues(), null, cancel);
        await using var verbs = house!.CreateAsyncScope();
        var known = verbs.ServiceProvider.GetServices<IScenarioVerb>().ToList();
        foreach (var step in scenario.Steps)
            await Do(step, known, run, cancel);

        var journal = await run.Read<BusinessJournal, IReadOnlyList<string>>(part => part.Read(scenario.Process, scenario.Zone, cancel), cancel);
        return new ScenarioResult(file, mode, scenario, journal);
    }

    async Task Import(IServiceProvider house, CancellationToken cancel)
    {
        var report = await house.GetRequiredService<ConfigurationFolder>().Import(ScenarioRun.Tenant, configurationFolder, cancel);
        if (report.Refused is [var first, ..])
            throw new ScenarioException($"{first.File} is not published: {string.Join(" ", first.Findings.Where(finding => finding.IsError).Select(finding => $"{finding.Place}: {finding.Message}"))}");
    }

    static async Task Do(JsonElement step, List<IScenarioVerb> verbs, ScenarioRun run, CancellationToken cancel)
    {
        var verb = verbs.FirstOrDefault(verb => step.ValueKind == JsonValueKind.Object && step.TryGetProperty(verb.Name, out _))
            ?? throw new ScenarioException($"No verb fits the step {step.GetRawText()}. Known: {string.Join(", ", verbs.Select(known => known.Name).Order(StringComparer.Ordinal))}.");
        try
        {
            await verb.Do(step, run, cancel);
        }
        catch (Exception problem) when (problem is not ScenarioException && !cancel.IsCancellationRequested)
        {
            throw new ScenarioException($"The step {step.GetRawText()} failed: {problem.GetType().Name}: {problem.Message}");
        }
    }
}

/// <summary>How a scenario went.</summary>
public sealed record ScenarioResult(string File, FlowchartMode Mode, Scenario Scenario, IReadOnlyList<string> Journal)
{
    public bool IsAsExpected => Journal.SequenceEqual(Scenario.Journal);

    /// <summary>The first line that differs, as expected and as it was; null when there is none.</summary>
    public (int Line, string? Expected, string? Actual)? Difference
    {
        get
        {
            for (var line = 0; line < Math.Max(Journal.Count, Scenario.Journal.Count); line++)
            {
                var (expected, actual) = (Scenario.Journal.ElementAtOrDefault(line), Journal.ElementAtOrDefault(line));
                if (expected != actual)
                    return (line + 1, expected, actual);
            }

            return null;
        }
    }
}

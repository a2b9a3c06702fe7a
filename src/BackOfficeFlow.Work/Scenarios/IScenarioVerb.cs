using System.Text.Json;

namespace BackOfficeFlow.Work.Scenarios;

/// <summary>Something that a scenario can tell: it sends the same request that a person or another system would send. Rooms register theirs.</summary>
public interface IScenarioVerb
{
    /// <summary>The property by which a step names it.</summary>
    string Name { get; }

    Task Do(JsonElement step, ScenarioRun run, CancellationToken cancel);
}

using System.Text.Json;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Conformance;

/// <summary>How a case came out, for the rules that know where ours is meant to differ.</summary>
public sealed record CaseOutcome(WorkflowDefinition Definition, IReadOnlyList<WorkflowDefinition> Children, string Mode, IReadOnlyList<Difference> Differences)
{
    public IReadOnlyDictionary<string, RunOutcome> Runs { get; init; } = new Dictionary<string, RunOutcome>();
    public IReadOnlyList<string> Actions { get; init; } = [];

    public static CaseOutcome Of(CaseFile @case, string mode, JsonElement expected, IReadOnlyList<(string Label, SeenInstance Seen)> runs, IReadOnlyList<Difference> differences) =>
        new(DefinitionReader.Read(@case.Definition).Definition ?? throw new CaseException("definition.json cannot be read"),
            [.. @case.Children.Select(child => DefinitionReader.Read(child).Definition).OfType<WorkflowDefinition>()], mode, differences)
        {
            Runs = runs.Where(run => !expected.Property("final").Property(run.Label).IsAbsent()).ToDictionary(run => run.Label, run => RunOutcome.Of(expected, run.Label, run.Seen)),
            Actions = [.. @case.Steps.Property("steps").Items().Select(step => step.TextOf("action") ?? "")]
        };
}

/// <summary>One instance, as it was recorded and as it was here.</summary>
public sealed record RunOutcome(string Label, string DefinitionId, RunCourse Elsa, RunCourse Ours)
{
    public static RunOutcome Of(JsonElement expected, string label, SeenInstance seen)
    {
        var final = expected.Property("final").Property(label);
        var last = expected.Property("afterEachStep").Items().LastOrDefault().Property("instances").Property(label);
        return new RunOutcome(
            label, seen.Instance.DefinitionId,
            new RunCourse(
                [.. Recorded.TextsOf(final.Property("journal")).Where(Recorded.IsCompared)], final.TextOf("subStatus") ?? "",
                [.. final.Property("incidents").Items().Select(incident => new RunIncident(incident.TextOf("activityId") ?? "", incident.TextOf("message") ?? "", "", true))],
                [.. last.Property("bookmarks").Items().Select(bookmark => bookmark.TextOf("activityId") ?? "")]),
            new RunCourse(
                Seen.Journal(seen), seen.Instance.SubStatus.ToString(),
                [.. seen.Instance.Incidents.Select(incident => new RunIncident(seen.ActivityIdOf(incident.NodeId), incident.Message, incident.Code ?? "", incident.ResolvedAt is null))],
                [.. seen.Instance.Bookmarks.Select(bookmark => seen.ActivityIdOf(bookmark.NodeId))]));
    }
}

/// <summary>What happened, and how it stood at the end.</summary>
public sealed record RunCourse(IReadOnlyList<string> Journal, string SubStatus, IReadOnlyList<RunIncident> Incidents, IReadOnlyList<string> Waits);

public sealed record RunIncident(string ActivityId, string Message, string Code, bool IsOpen);

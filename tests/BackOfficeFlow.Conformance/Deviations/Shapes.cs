using System.Text.Json;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Conformance;

/// <summary>What rules ask of definitions and journals.</summary>
public static partial class Rules
{
    static bool HasType(CaseOutcome o, params string[] types) => o.Definition.Activities.Any(activity => types.Contains(activity.Type));

    static IEnumerable<string> Joins(CaseOutcome o, string mode) => o.Definition.Activities
        .Where(activity => activity.Type == "Elsa.FlowJoin" && (activity.Json.Property("mode").Property("expression").TextOf("value") ?? "WaitAny") == mode)
        .Select(activity => activity.Id);

    static bool HasRace(CaseOutcome o) => Joins(o, "WaitAny").Any() || MergeModes(o).Any(mode => mode is "Race" or "Cascade");

    static bool HasMerge(CaseOutcome o) => Joins(o, "WaitAll").Concat(Joins(o, "WaitAllActive")).Any()
        || MergeModes(o).Any(mode => mode is "Merge" or "Converge" or "Stream" or "None");

    static IEnumerable<string?> MergeModes(CaseOutcome o) => o.Definition.Activities.Select(activity => activity.Json.Property("customProperties").TextOf("mergeMode"));

    static bool UsesCode(ActivityModel activity) => activity.Type is "Elsa.RunCSharp" or "Elsa.RunPython" || Uses(activity, "CSharp", "Python");

    static bool Uses(ActivityModel activity, params string[] languages) => activity.Json.ValueKind == JsonValueKind.Object
        && activity.Json.EnumerateObject().Any(member => languages.Contains(member.Value.Property("expression").TextOf("type")));

    static IEnumerable<ActivityModel> Flowcharts(CaseOutcome o) => o.Definition.Activities.Where(activity => activity.Type == "Elsa.Flowchart");

    /// <summary>The steps from which connections lead to a join of a mode.</summary>
    static HashSet<string> AheadOfJoins(CaseOutcome o, string mode)
    {
        var ways = Flowcharts(o).SelectMany(flowchart => flowchart.Json.Property("connections").Items())
            .Select(way => (From: way.Property("source").TextOf("activity") ?? "", To: way.Property("target").TextOf("activity") ?? "")).ToList();
        var reached = Joins(o, mode).ToHashSet(StringComparer.Ordinal);
        var ahead = new HashSet<string>(StringComparer.Ordinal);
        while (ways.Where(way => reached.Contains(way.To) && ahead.Add(way.From)).ToList() is { Count: > 0 } found)
            reached.UnionWith(found.Select(way => way.From));
        return ahead;
    }

    static string StepOf(string line) => line[..line.LastIndexOf(' ')];

    static IEnumerable<ActivityModel> Containers(CaseOutcome o) => o.Definition.Activities.Where(activity => Steps(activity).Any());

    static IEnumerable<JsonElement> Steps(ActivityModel container) => container.Json.Property("activities").Items().Concat(container.Json.Property("branches").Items());

    // One of its own steps begins after it has completed for the last time.
    static bool OutlivesItself(RunCourse course, ActivityModel container)
    {
        var steps = Steps(container).Select(step => $"{step.TextOf("id")} Started").ToHashSet(StringComparer.Ordinal);
        var end = course.Journal.ToList().LastIndexOf($"{container.Id} Completed");
        return end >= 0 && course.Journal.Skip(end).Any(steps.Contains);
    }

    static bool IsFault(string line) => line.EndsWith(" Faulted", StringComparison.Ordinal);

    static int Count(RunCourse course, string line) => course.Journal.Count(other => other == line);

    static IEnumerable<string> After(RunCourse course, string line) => course.Journal.SkipWhile(other => other != line).Skip(1);

    /// <summary>The whole begins as the part does, and goes on.</summary>
    static bool Continues(RunCourse whole, RunCourse part) => whole.Journal.Count > part.Journal.Count && whole.Journal.Take(part.Journal.Count).SequenceEqual(part.Journal);

    static bool IsSubsequence(IReadOnlyList<string> part, IReadOnlyList<string> whole)
    {
        var at = 0;
        foreach (var line in whole)
            if (at < part.Count && part[at] == line)
                at++;
        return at == part.Count;
    }
}

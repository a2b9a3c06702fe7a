using System.Text.Json;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Conformance;

/// <summary>Plays a case and tells where it came out differently from what was recorded.</summary>
public static class CaseRun
{
    public static async Task<CaseOutcome> Compare(CaseFile @case, string mode, JsonElement expected, ICaseServer server)
    {
        var play = new CasePlay(@case, server);
        var differences = new Differences();
        var isUnordered = @case.Expected.Property("unordered").Items().Concat(expected.Property("unordered").Items()).Any()
            || Steps(@case).Any(step => step.TextOf("action") == "run-until-end");
        await play.Load();
        var loadErrors = play.ImportErrors.ToList();

        var index = 0;
        foreach (var step in Steps(@case))
        {
            var error = await play.Do(step);
            await CompareStep(expected.Property("afterEachStep").Items().ElementAtOrDefault(index), error, play, server, isUnordered, $"step {index} {step.TextOf("action")}", differences);
            index++;
        }

        var runs = Recorded.TextsOf(@case.Expected.Property("unordered")).Contains("children") ? Matched(expected.Property("final"), await play.Instances()) : await play.Instances();
        foreach (var final in Members(expected.Property("final")))
            CompareFinal(final.Value, final.Name, runs, isUnordered, differences);
        foreach (var (label, _) in runs.Where(run => expected.Property("final").Property(run.Label).IsAbsent()))
            differences.Add(new Difference("instance", label, "", "no such instance", "started"));
        if (expected.Property("console").ValueKind == JsonValueKind.Array)
            differences.Compare("console", "", "", Sorted(Recorded.TextsOf(expected.Property("console")), isUnordered), Sorted(server.Console, isUnordered));
        if (expected.NumberOf("pendingSchedules") is { } schedules)
            differences.Compare("schedules", "", "", $"{schedules}", $"{await server.CountSchedules()}");
        CompareImport(expected, loadErrors, differences);
        return CaseOutcome.Of(@case, mode, expected, runs, differences);
    }

    // Of children that began in any order, each recorded one is compared with the one that fits it best.
    static List<(string Label, SeenInstance Seen)> Matched(JsonElement final, IReadOnlyList<(string Label, SeenInstance Seen)> runs)
    {
        var free = runs.ToList();
        var matched = new List<(string, SeenInstance)>();
        foreach (var expected in Members(final))
        {
            var like = free.Where(run => run.Label.Split('#')[0] == expected.Name.Split('#')[0]).ToList();
            if (like.Count == 0)
                continue;
            var best = like.MinBy(run =>
            {
                var differences = new Differences();
                CompareFinal(expected.Value, expected.Name, [.. runs.Where(other => other != run && other.Label != expected.Name), (expected.Name, run.Seen)], isUnordered: true, differences);
                return differences.Count;
            });
            free.Remove(best);
            matched.Add((expected.Name, best.Seen));
        }
        return [.. matched, .. free];
    }

    static IEnumerable<JsonElement> Steps(CaseFile @case) => @case.Steps.Property("steps").Items();

    // Sentences are ours; that something is refused, or nothing, is the same.
    static void CompareImport(JsonElement expected, List<string> errors, Differences differences)
    {
        var wanted = Recorded.TextsOf(expected.Property("importErrors")).ToList();
        if (wanted.Count > 0 != errors.Count > 0)
            differences.Add(new Difference("import", "", "", wanted.Count == 0 ? "accepted" : string.Join(" | ", wanted), errors.Count == 0 ? "accepted" : string.Join(" | ", errors)));
    }

    static async Task CompareStep(JsonElement expected, string? error, CasePlay play, ICaseServer server, bool isUnordered, string place, Differences differences)
    {
        differences.Compare("error", "", place, expected.TextOf("error"), error);
        if (expected.Property("console").ValueKind == JsonValueKind.Array)
            differences.Compare("console", "", place, Sorted(Recorded.TextsOf(expected.Property("console")), isUnordered), Sorted(server.Console, isUnordered));
        var runs = await play.Instances();
        foreach (var label in Members(expected.Property("instances")))
        {
            var seen = runs.FirstOrDefault(run => run.Label == label.Name).Seen;
            differences.Compare("status", label.Name, place, $"{label.Value.TextOf("status")} {label.Value.TextOf("subStatus")}", seen is null ? null : $"{seen.Instance.Status} {seen.Instance.SubStatus}");
            differences.Compare(
                "bookmarks", label.Name, place,
                label.Value.Property("bookmarks").Items().Select(bookmark => $"{bookmark.TextOf("activityId")} {bookmark.TextOf("name")}").Order(StringComparer.Ordinal),
                seen is null ? [] : Seen.Bookmarks(seen));
        }
    }

    static void CompareFinal(JsonElement expected, string label, IReadOnlyList<(string Label, SeenInstance Seen)> runs, bool isUnordered, Differences differences)
    {
        if (runs.FirstOrDefault(run => run.Label == label).Seen is not { } seen)
        {
            differences.Add(new Difference("instance", label, "", "started", "not started"));
            return;
        }
        var instance = seen.Instance;
        differences.Compare("definition", label, "", expected.TextOf("definitionId") ?? instance.DefinitionId, instance.DefinitionId);
        differences.Compare("version", label, "", expected.TextOf("version") ?? $"{seen.Version}", $"{seen.Version}");
        differences.Compare("status", label, "", $"{expected.TextOf("status")} {expected.TextOf("subStatus")}", $"{instance.Status} {instance.SubStatus}");
        differences.Compare("correlation", label, "", expected.TextOf("correlationId"), instance.CorrelationId);
        differences.Compare("name", label, "", expected.TextOf("name"), instance.Name);
        differences.Compare("parent", label, "", expected.TextOf("parent"), runs.FirstOrDefault(run => run.Seen.Instance.Id == instance.ParentInstanceId).Label);
        CompareValues("output", expected.Property("output"), label, instance.Output, differences);
        CompareValues("variable", expected.Property("variables"), label, instance.Variables, differences);
        differences.Compare(
            "incidents", label, "",
            expected.Property("incidents").Items().Select(incident => $"{incident.TextOf("activityId")}: {incident.TextOf("message")}"),
            instance.Incidents.Select(incident => $"{seen.ActivityIdOf(incident.NodeId)}: {incident.Message}"));
        if (expected.Property("journal").ValueKind == JsonValueKind.Array)
            differences.Compare("journal", label, "", Sorted(Recorded.TextsOf(expected.Property("journal")).Where(Recorded.IsCompared), isUnordered), Sorted(Seen.Journal(seen), isUnordered));
        if (expected.Property("activityExecutions").ValueKind == JsonValueKind.Array)
            differences.Compare("executions", label, "", Recorded.TextsOf(expected.Property("activityExecutions")).Select(WithoutUsualOutcome).Order(StringComparer.Ordinal), Seen.Executions(seen));
    }

    static string WithoutUsualOutcome(string line) => line.EndsWith(" [Done]", StringComparison.Ordinal) ? line[..^" [Done]".Length] : line;

    static void CompareValues(string kind, JsonElement expected, string label, IReadOnlyDictionary<string, object?> actual, Differences differences)
    {
        if (expected.ValueKind != JsonValueKind.Object)
            return;
        foreach (var value in expected.EnumerateObject())
            if (!Recorded.Equal(value.Value, actual.GetValueOrDefault(value.Name)))
                differences.Add(new Difference(kind, label, value.Name, value.Value.GetRawText(), Engine.Values.ToJson(actual.GetValueOrDefault(value.Name))));
        foreach (var (name, value) in actual.Where(pair => pair.Value is not null && !expected.TryGetProperty(pair.Key, out _)))
            differences.Add(new Difference(kind, label, name, "nothing", Engine.Values.ToJson(value)));
    }

    // A case whose recorder says that an order does not matter, or that resumes all there is in any order.
    static IEnumerable<string> Sorted(IEnumerable<string> lines, bool isUnordered) => isUnordered ? lines.Order(StringComparer.Ordinal) : lines;

    static JsonElement.ObjectEnumerator Members(JsonElement element) => element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : default;
}

using System.Text.Json;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Engine.Tests;

/// <summary>Runs a case under the host switches that it was recorded with, and tells where it came out differently.</summary>
static class CorpusRun
{
    public static async Task<CorpusOutcome> Compare(CorpusCase @case, string mode)
    {
        var host = @case.Steps.Property("host");
        var server = new CorpusServer(new EngineOptions
        {
            FlowchartMode = mode == "token" ? FlowchartMode.Token : FlowchartMode.Counter,
            IncidentStrategy = host.TextOf("defaultIncidentStrategy") == "ContinueWithIncidents" ? IncidentStrategy.Continue : IncidentStrategy.Fault,
            StrictConversion = false,
            KeepOutputsAfterWait = false,
            KeepUnstoredVariables = false
        });
        foreach (var child in @case.Children)
            server.Publish(child);
        server.PublishMain(@case.Definition);

        var expected = @case.ExpectedIn(mode);
        var differences = new List<string>();
        var index = 0;
        foreach (var step in @case.Steps.GetProperty("steps").EnumerateArray())
        {
            var error = await server.Do(step);
            CompareStep(expected.Property("afterEachStep").Items().ElementAtOrDefault(index), error, server, $"step {index}", differences);
            index++;
        }
        // Resuming "every bookmark" leaves open which comes first.
        var isUnordered = @case.Steps.GetProperty("steps").EnumerateArray().Any(step => step.TextOf("action") == "run-until-end") || @case.Expected.Property("unordered").Items().Concat(expected.Property("unordered").Items()).Any();
        foreach (var final in expected.Property("final").EnumerateObject())
            CompareFinal(final.Value, server.Runs.FirstOrDefault(run => run.Label == final.Name), final.Name, isUnordered, differences);
        Same("console", Sorted(Texts(expected.Property("console")), isUnordered), Sorted(server.Console, isUnordered), differences);
        if (server.Unsupported.Count > 0)
            differences.Add("unsupported: " + string.Join(", ", server.Unsupported));
        return Sum(@case, mode, server, expected, differences);
    }

    static CorpusOutcome Sum(CorpusCase @case, string mode, CorpusServer server, JsonElement expected, List<string> differences)
    {
        var main = server.Runs.FirstOrDefault(run => run.Label == "main");
        var final = expected.Property("final").Property("main");
        return new CorpusOutcome(
            DefinitionReader.Read(@case.Definition).Definition!, mode, differences,
            [.. Texts(final.Property("journal")).Where(IsPlain)], main?.Journal ?? [],
            final.TextOf("subStatus") ?? "", main?.Instance.SubStatus.ToString() ?? "",
            [.. final.Property("incidents").Items().Select(incident => incident.TextOf("message") ?? "")],
            main?.Instance.Incidents.Select(incident => incident.Code ?? "").ToList() ?? [],
            expected.Property("afterEachStep").Items().LastOrDefault().Property("instances").Property("main").Property("bookmarks").Items().Count(), main?.Instance.Bookmarks.Count ?? 0);
    }

    static void CompareStep(JsonElement expected, string? error, CorpusServer server, string place, List<string> differences)
    {
        Same($"{place} error", expected.TextOf("error"), error, differences);
        foreach (var label in expected.Property("instances") is { ValueKind: JsonValueKind.Object } instances ? instances.EnumerateObject() : default)
        {
            var run = server.Runs.FirstOrDefault(run => run.Label == label.Name);
            Same($"{place} {label.Name} status", $"{label.Value.TextOf("status")} {label.Value.TextOf("subStatus")}", $"{run?.Instance.Status} {run?.Instance.SubStatus}", differences);
            Same($"{place} {label.Name} bookmarks",
                label.Value.Property("bookmarks").Items().Select(bookmark => $"{bookmark.TextOf("activityId")} {bookmark.TextOf("name")}").Order(StringComparer.Ordinal),
                (run?.Instance.Bookmarks ?? []).Select(bookmark => $"{bookmark.NodeId} {bookmark.Kind}").Order(StringComparer.Ordinal), differences);
        }
    }

    static void CompareFinal(JsonElement expected, CorpusServer.Run? run, string label, bool isUnordered, List<string> differences)
    {
        if (run is null)
        {
            differences.Add($"{label}: was not started");
            return;
        }
        var instance = run.Instance;
        Same($"{label} status", $"{expected.TextOf("status")} {expected.TextOf("subStatus")}", $"{instance.Status} {instance.SubStatus}", differences);
        Same($"{label} correlation", expected.TextOf("correlationId"), instance.CorrelationId, differences);
        Same($"{label} name", expected.TextOf("name"), instance.Name, differences);
        SameValue($"{label} output", expected.Property("output"), instance.Output, differences);
        Same($"{label} incidents",
            expected.Property("incidents").Items().Select(incident => $"{incident.TextOf("activityId")}: {incident.TextOf("message")}"),
            instance.Incidents.Select(incident => $"{incident.NodeId}: {incident.Message}"), differences);
        foreach (var variable in expected.Property("variables") is { ValueKind: JsonValueKind.Object } variables ? variables.EnumerateObject() : default)
            SameValue($"{label} variable {variable.Name}", variable.Value, instance.Variables.GetValueOrDefault(variable.Name), differences);
        Same($"{label} journal", Sorted(Texts(expected.Property("journal")).Where(IsPlain), isUnordered), Sorted(run.Journal, isUnordered), differences);
    }

    // A case whose recorder says that an order does not matter.
    static IEnumerable<string> Sorted(IEnumerable<string> lines, bool isUnordered) => isUnordered ? lines.Order(StringComparer.Ordinal) : lines;

    static bool IsPlain(string line) => line[(line.LastIndexOf(' ') + 1)..] is "Started" or "Resumed" or "Suspended" or "Completed" or "Canceled" or "Faulted" && !line.Contains("Alteration", StringComparison.Ordinal);

    static IEnumerable<string> Texts(JsonElement list) => list.Items().Select(item => item.GetString() ?? "");

    static void Same(string what, string? expected, string? actual, List<string> differences)
    {
        if (expected is not "<generated>" and not "<guid>" && expected != actual)
            differences.Add($"{what}: expected {expected}, was {actual}");
    }

    static void Same(string what, IEnumerable<string> expected, IEnumerable<string> actual, List<string> differences)
    {
        var left = expected.ToList();
        var right = actual.ToList();
        if (!left.SequenceEqual(right))
            differences.Add($"{what}: expected\n    {string.Join(" | ", left)}\n  was\n    {string.Join(" | ", right)}");
    }

    static void SameValue(string what, JsonElement expected, object? actual, List<string> differences)
    {
        if (!Values.AreEqual(Values.FromJson(expected), Values.ParseJson(Values.ToJson(actual))))
            differences.Add($"{what}: expected {(expected.ValueKind == JsonValueKind.Undefined ? "nothing" : expected.GetRawText())}, was {Values.ToJson(actual)}");
    }
}

/// <summary>How a case came out, for the rules that know our deviations.</summary>
sealed record CorpusOutcome(
    WorkflowDefinition Definition, string Mode, IReadOnlyList<string> Differences, IReadOnlyList<string> ExpectedJournal, IReadOnlyList<string> Journal,
    string ExpectedSubStatus, string SubStatus, IReadOnlyList<string> ExpectedIncidents, IReadOnlyList<string> IncidentCodes,
    int ExpectedBookmarks, int Bookmarks);

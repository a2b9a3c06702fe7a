using System.Text.Json;

namespace BackOfficeFlow.Conformance;

/// <summary>Says how the cases came out: for people, or one JSON object per case and mode.</summary>
public static class Report
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Line(CaseResult result) => result switch
    {
        { Passed: true } => $"pass  {result.Name} [{result.Mode}]",
        { Deviation: { } rule } => $"dev   {result.Name} [{result.Mode}] {rule}",
        _ => $"FAIL  {result.Name} [{result.Mode}]\n{Indented(result.Reason ?? "")}"
    };

    public static string AsJson(CaseResult result) =>
        JsonSerializer.Serialize(new { result.Name, result.Topic, result.Mode, result.Passed, result.Deviation, result.Reason }, Json);

    public static string Sums(IReadOnlyList<CaseResult> results) => string.Join("\n",
    [
        "",
        .. results.GroupBy(result => result.Topic).OrderBy(topic => topic.Key, StringComparer.Ordinal).Select(topic => $"{topic.Key,-24} {Sum([.. topic])}"),
        .. results.Where(result => result.Deviation is not null).GroupBy(result => result.Deviation).OrderBy(rule => rule.Key, StringComparer.Ordinal).Select(rule => $"  {rule.Count(),3} × {rule.Key}"),
        $"{"all",-24} {Sum(results)}"
    ]);

    static string Sum(IReadOnlyList<CaseResult> results) =>
        $"{results.Count(result => result.Passed)} passed, {results.Count(result => result.Deviation is not null)} deviate, {results.Count(result => result.Failed)} failed";

    static string Indented(string text) => string.Join("\n", text.Split('\n').Select(line => "      " + line));
}

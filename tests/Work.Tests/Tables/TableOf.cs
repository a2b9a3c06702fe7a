using System.Globalization;
using System.Text;
using BackOfficeFlow.Work.Tables;

namespace BackOfficeFlow.Work.Tests.Tables;

static class TableOf
{
    public static TableReading Reading(string json) => TableReader.Read(Encoding.UTF8.GetBytes(json));

    public static DecisionTable Read(string json)
    {
        var reading = Reading(json);
        reading.Table.ShouldNotBeNull(string.Join("\n", reading.Findings.Select(finding => finding.Say(CultureInfo.InvariantCulture))));
        return reading.Table;
    }

    /// <summary>A table with one number, one choice and one truth as inputs, rows as given, and a test that the default or a row passes.</summary>
    public static string Json(string policy, string rows, string more = "", string test = """{ "name": "t", "inputs": { "amount": -5, "kind": "A", "consumer": true }, "row": "default" }""") => $$"""
        {
          "title": "A table", "hitPolicy": "{{policy}}",
          "inputs": [
            { "name": "amount", "type": "money" },
            { "name": "kind", "type": "enum", "values": ["A", "B", "C"] },
            { "name": "consumer", "type": "boolean" }
          ],
          "outputs": [{ "name": "to", "type": "text" }],
          "rows": [ {{rows}} ],
          "default": { "then": { "to": "nobody" } },
          "tests": [ {{test}} ] {{more}}
        }
        """;

    public static string Row(string id, string when) => $$"""{ "id": "{{id}}", "when": { {{when}} }, "then": { "to": "{{id}}" } }""";

    public static IReadOnlyList<string> Sentences(string json) => Reading(json).Findings.Where(finding => finding.Code is not "RowUntested").Select(finding => finding.Say(CultureInfo.GetCultureInfo("en"))).ToList();
}

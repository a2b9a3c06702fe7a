using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BackOfficeFlow.Work.Scenarios;

/// <summary>Writes a journal that somebody has read and accepts into its scenario's file. Refused where nobody reads: under CI.</summary>
public static class AcceptedJournal
{
    static readonly JsonSerializerOptions Form = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="ScenarioException">CI is true.</exception>
    public static void Write(ScenarioResult result, string? ci)
    {
        if (string.Equals(ci, "true", StringComparison.OrdinalIgnoreCase))
            throw new ScenarioException("A changed journal is accepted by a person who reads it, never under CI. Run with --accept on your own machine and commit the diff.");

        var document = (JsonObject)JsonNode.Parse(File.ReadAllText(result.File))!;
        document["journal"] = new JsonArray([.. result.Journal.Select(line => (JsonNode)line)]);
        File.WriteAllText(result.File, document.ToJsonString(Form) + "\n");
    }
}

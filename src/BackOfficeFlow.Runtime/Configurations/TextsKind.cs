using System.Text.Json;

namespace BackOfficeFlow.Runtime;

/// <summary>The texts of an area in one language: texts.es.json, a flat object of key and text.</summary>
sealed class TextsKind : IConfigurationKind
{
    public string Kind => ConfigurationKinds.Texts;
    public string Folder => "";
    public string Pattern => "texts.*.json";

    public string KeyOf(string area, string fileName, ReadOnlyMemory<byte> content) => $"{area}/{fileName["texts.".Length..]}";

    public string FileOf(string key) => $"texts.{key[(key.IndexOf('/') + 1)..]}.json";

    public IReadOnlyList<ConfigurationFinding> Check(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? [.. document.RootElement.EnumerateObject().Where(text => text.Value.ValueKind != JsonValueKind.String).Select(NoText)]
                : [new ConfigurationFinding("", Texts.Say("TextsShape"))];
        }
        catch (JsonException problem)
        {
            return [new ConfigurationFinding($"{problem.LineNumber + 1}:{problem.BytePositionInLine + 1}", Texts.Say("JsonBroken", problem.Message))];
        }
    }

    static ConfigurationFinding NoText(JsonProperty property) => new(property.Name, Texts.Say("TextsValue", property.Name));

    internal static IReadOnlyDictionary<string, string> Read(byte[] content) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(content) ?? [];
}

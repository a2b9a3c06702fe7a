using System.Security.Cryptography;
using System.Text.Json;

namespace BackOfficeFlow.Engine.Definitions;

/// <summary>The definition that was read, when there is one, and what was found on the way.</summary>
public sealed record ReadResult(WorkflowDefinition? Definition, IReadOnlyList<Finding> Findings)
{
    public bool HasErrors => Findings.Any(finding => finding.Severity == Severity.Error);
}

/// <summary>Reads an Elsa 3 workflow definition, legacy forms included. Bad input gives findings, never an exception.</summary>
public static class DefinitionReader
{
    // A nested container takes two levels, its list and itself: about 500 containers in one another.
    const int MaxDepth = 1_100;

    internal static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    // What was read may be put into something else.
    internal static readonly JsonSerializerOptions AsDeep = new() { MaxDepth = MaxDepth + 10 };

    public static ReadResult Read(ReadOnlyMemory<byte> utf8Json)
    {
        var findings = new List<Finding>();
        var body = utf8Json.Span.StartsWith("\uFEFF"u8) ? utf8Json[3..] : utf8Json;

        JsonElement json;
        try
        {
            using var document = JsonDocument.Parse(body, Options);
            json = document.RootElement.Clone();
            // Broken surrogates pass the parser and throw only when a text is read: they are found here, once.
            CheckTexts(json);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            var at = broken as JsonException;
            findings.Add(Finding.Error("malformed-json", null, null, at?.LineNumber + 1, at?.BytePositionInLine + 1, broken.Message));
            return new ReadResult(null, findings);
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            findings.Add(Finding.Error("not-an-object", null, null, json.ValueKind.ToString()));
            return new ReadResult(null, findings);
        }
        return new ReadResult(Build(utf8Json, json, findings), findings);
    }

    internal static void CheckTexts(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    CheckTexts(item);
                break;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    _ = property.Name;
                    CheckTexts(property.Value);
                }
                break;
        }
    }

    static WorkflowDefinition Build(ReadOnlyMemory<byte> source, JsonElement json, List<Finding> findings)
    {
        // Ids that a file lacks are made from its content, so that reading it again gives the same ones.
        var hash = Convert.ToHexStringLower(SHA256.HashData(source.Span))[..16];
        var version = json.NumberOf("version") is { } number and > 0 ? number : 1;

        return new WorkflowDefinition
        {
            Source = source,
            Json = json,
            DefinitionId = NotBlank(json.TextOf("definitionId")) ?? hash,
            VersionId = NotBlank(json.TextOf("id")) ?? $"{NotBlank(json.TextOf("definitionId")) ?? hash}-{hash}",
            Version = version,
            Name = json.TextOf("name"),
            Description = json.TextOf("description"),
            ToolVersion = json.TextOf("toolVersion"),
            IsReadonly = json.FlagOf("isReadonly"),
            IsSystem = json.FlagOf("isSystem"),
            Variables = ReadVariables(json.Property("variables"), null, findings),
            Inputs = [.. json.Property("inputs").Items().Select(ReadInput).OfType<InputDefinition>()],
            Outputs = [.. json.Property("outputs").Items().Select(ReadOutput).OfType<OutputDefinition>()],
            Outcomes = [.. json.Property("outcomes").Items().Select(Json.Text).OfType<string>()],
            CustomProperties = json.Property("customProperties"),
            Options = ReadOptions(json),
            Root = new ActivityReader(findings).ReadRoot(json.Property("root"))
        };
    }

    static string? NotBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    static DefinitionOptions ReadOptions(JsonElement json)
    {
        var options = json.Property("options");
        return new DefinitionOptions(
            options.TextOf("activationStrategyType"),
            options.FlagOf("usableAsActivity") || json.FlagOf("usableAsActivity"),
            options.FlagOf("autoUpdateConsumingWorkflows"),
            options.TextOf("activityCategory"),
            options.TextOf("incidentStrategyType"),
            options.TextOf("commitStrategyName"));
    }

    internal static IReadOnlyList<VariableDefinition> ReadVariables(JsonElement variables, string? activityId, List<Finding> findings)
    {
        if (!variables.IsAbsent() && variables.ValueKind != JsonValueKind.Array && variables.Property("$values").ValueKind != JsonValueKind.Array)
            findings.Add(Finding.Error("wrong-shape", activityId, "variables", "array", variables.ValueKind.ToString()));

        var result = new List<VariableDefinition>();
        foreach (var variable in variables.Items())
        {
            var name = variable.TextOf("name");
            if (string.IsNullOrWhiteSpace(name))
            {
                findings.Add(Finding.Warning("variable-without-name", activityId, "variables"));
                continue;
            }
            var typeName = variable.TextOf("typeName") ?? "Object";
            if (Values.TypeOf(typeName) is null)
                findings.Add(Finding.Warning("unknown-variable-type", activityId, "variables", name, typeName));
            if (variable.TextOf("storageDriverTypeName") is { Length: > 0 } driver && !VariableDefinition.IsKnownDriver(driver))
                findings.Add(Finding.Warning("unknown-storage-driver", activityId, "variables", name, driver));
            result.Add(new VariableDefinition(variable.TextOf("id") ?? name, name, typeName, variable.FlagOf("isArray"), variable.Property("value"), variable.TextOf("storageDriverTypeName")));
        }
        return result;
    }

    static InputDefinition? ReadInput(JsonElement input) => input.TextOf("name") is { Length: > 0 } name
        ? new InputDefinition(name, input.TextOf("type") ?? "Object", input.FlagOf("isArray"), input.FlagOf("isRequired"), input.TextOf("displayName"),
            input.TextOf("description"), input.TextOf("storageDriverType"), input.Property("defaultValue"))
        : null;

    static OutputDefinition? ReadOutput(JsonElement output) => output.TextOf("name") is { Length: > 0 } name
        ? new OutputDefinition(name, output.TextOf("type") ?? "Object", output.FlagOf("isArray"), output.TextOf("displayName"), output.TextOf("description"))
        : null;
}

using System.Text.Json;
using System.Text.Json.Nodes;
using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Studio;

/// <summary>A published workflow of the company that may stand as a step in others.</summary>
static class UsedWorkflowShape
{
    public static PaletteStep Of(UsableStep step, ActivityWords words)
    {
        var definition = step.Definition;
        return new PaletteStep(step.Type, "", step.Type, definition.Version)
        {
            Category = definition.Options.ActivityCategory is { Length: > 0 } category ? category : words.Category("Workflows"),
            DisplayName = step.Name,
            Description = step.Description,
            Inputs = [.. definition.Inputs.Select((input, place) => new InputShape(input.Name, TypeOf(input.TypeName, input.IsArray))
            {
                DisplayName = step.Say(input.DisplayName) ?? input.Name,
                Description = step.Say(input.Description),
                Order = place,
                IsSynthetic = true,
                UiHint = HintOf(definition.Json, place)
            })],
            Outputs = [.. definition.Outputs.Select((output, place) => new OutputShape(output.Name, TypeOf(output.TypeName, output.IsArray))
            {
                DisplayName = step.Say(output.DisplayName) ?? output.Name,
                Description = step.Say(output.Description),
                Order = place,
                IsSynthetic = true
            })],
            Ports = [.. definition.Outcomes.Select(outcome => new PortShape(outcome, outcome, PortShape.Flow))],
            CustomProperties = new JsonObject { ["RootType"] = "WorkflowDefinitionActivity" },
            ConstructionProperties = new JsonObject
            {
                ["workflowDefinitionId"] = definition.DefinitionId,
                ["workflowDefinitionVersionId"] = definition.VersionId,
                ["latestAvailablePublishedVersion"] = definition.Version,
                ["latestAvailablePublishedVersionId"] = definition.VersionId
            }
        };
    }

    static string TypeOf(string? type, bool isArray) => string.IsNullOrWhiteSpace(type) ? "Object" : isArray ? $"List<{type}>" : type;

    // The designer of the workflow chose it; one that this Studio does not have would show as an error.
    static string HintOf(JsonElement definition, int place) =>
        definition.GetProperty("inputs")[place].TryGetProperty("uiHint", out var hint) && hint.ValueKind == JsonValueKind.String && InputControls.Known.Contains(hint.GetString()!)
            ? hint.GetString()!
            : "singleline";
}

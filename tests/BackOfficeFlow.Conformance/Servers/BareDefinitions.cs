using System.Text;
using System.Text.Json.Nodes;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Conformance;

/// <summary>The versions that a bare server holds.</summary>
sealed class BareDefinitions
{
    readonly List<Workflow> versions = [];
    readonly Dictionary<string, Workflow> published = new(StringComparer.Ordinal);

    public IReadOnlyList<Workflow> AllPublished => [.. published.Values];

    public UsableWorkflows Usable => new(versions.Select((workflow, i) => new UsableWorkflow($"{i}", workflow.Definition, Published(workflow.DefinitionId) == workflow)));

    public Workflow? Published(string definitionId) => published.GetValueOrDefault(definitionId);

    public Workflow? Find(string definitionId, int version) => versions.FindLast(workflow => workflow.DefinitionId == definitionId && workflow.Version == version);

    public void Keep(Workflow workflow, bool isPublished)
    {
        versions.Add(workflow);
        if (isPublished)
            published[workflow.DefinitionId] = workflow;
    }

    /// <summary>The definition under the number that an import gives it: the first is 1, whatever its file says, and a draft keeps its own.</summary>
    public WorkflowDefinition Numbered(WorkflowDefinition definition)
    {
        var latest = versions.LastOrDefault(workflow => workflow.DefinitionId == definition.DefinitionId);
        var isDraft = latest is not null && latest != Published(definition.DefinitionId);
        var number = (latest?.Version ?? 0) + (isDraft ? 0 : 1);
        if (number == definition.Version)
            return definition;
        var json = JsonNode.Parse(definition.Json.GetRawText(), documentOptions: new() { MaxDepth = 1_100 })!.AsObject();
        json["definitionId"] = definition.DefinitionId;
        json["version"] = number;
        if (number > 1)
            json["id"] = $"{definition.DefinitionId}-{number}";
        return DefinitionReader.Read(Encoding.UTF8.GetBytes(json.ToJsonString())).Definition!;
    }
}

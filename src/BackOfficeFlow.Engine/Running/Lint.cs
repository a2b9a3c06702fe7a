using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Engine.Running;

/// <summary>Looks at a compiled definition for what cannot work or will surprise.</summary>
static class Lint
{
    public static void Check(IEnumerable<Node> nodes, FlowchartMode mode, List<Finding> findings)
    {
        var all = nodes.ToList();
        var byId = all.ToDictionary(node => node.Id, StringComparer.Ordinal);
        HttpLint.CheckTogether(all, findings);
        foreach (var node in all)
        {
            CheckInputNames(node, findings);
            CheckCron(node, findings);
            CheckBody(node, findings);
            HttpLint.Check(node, findings);
            foreach (var part in node.Parts)
                if (part.Value is FlowGraph graph)
                {
                    FlowLint.Check(graph, node, findings);
                    OutcomeLint.Check(graph, byId, findings);
                    MeetingLint.Check(graph, node, mode, findings);
                }
        }
    }

    static readonly HashSet<string> Common = new(StringComparer.Ordinal)
    {
        "id", "nodeId", "name", "type", "version", "customProperties", "metadata", "variables", "$schema", "workflowDefinitionId", "workflowDefinitionVersionId",
        "latestAvailablePublishedVersion", "latestAvailablePublishedVersionId", "start", "designerMetadata", "canStartWorkflow", "runAsynchronously", "source"
    };

    // Only what looks like an input: other members may be Elsa's, and are kept.
    static void CheckInputNames(Node node, List<Finding> findings)
    {
        if (node.ActivityType == typeof(NotFoundActivity) || node.ActivityType == typeof(WorkflowActivity))
            return;
        var known = node.Used is { } used
            ? used.Inputs.Select(input => NodeCompiler.JsonNameOf(input.Name)).ToList()
            : [.. node.Descriptor.Inputs.Select(input => input.JsonName)];
        foreach (var property in node.Model.Json.ValueKind == System.Text.Json.JsonValueKind.Object ? node.Model.Json.EnumerateObject() : default)
        {
            if (Common.Contains(property.Name) || property.Value.Property("expression").IsAbsent())
                continue;
            if (!known.Contains(property.Name) && !node.Descriptor.Parts.Any(part => part.JsonName == property.Name))
                findings.Add(Finding.Warning("unknown-input", node.Id, property.Name, node.Model.Type, string.Join(", ", known)));
        }
    }

    static void CheckCron(Node node, List<Finding> findings)
    {
        if (node.ActivityType != typeof(Cron) || Array.Find(node.Inputs, input => input.Name == nameof(Cron.CronExpression)) is not { IsConstant: true } input)
            return;
        if (input.Constant is null || input.Constant is string text && string.IsNullOrWhiteSpace(text))
            findings.Add(Finding.Warning("cron-missing", node.Id, "cronExpression"));
        else if (Cron.Parse(input.Constant as string) is null)
            findings.Add(Finding.Error("cron-invalid", node.Id, "cronExpression", input.Constant ?? ""));
    }

    static void CheckBody(Node node, List<Finding> findings)
    {
        if (node.ActivityType.IsAssignableTo(typeof(ILoop)) && node.Model.Child("body") is null)
            findings.Add(Finding.Warning("empty-body", node.Id, "body"));
    }
}

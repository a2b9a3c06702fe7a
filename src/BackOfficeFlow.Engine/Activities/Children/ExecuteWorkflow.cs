namespace BackOfficeFlow.Engine.Activities;

[Activity("Elsa.ExecuteWorkflow", Category = "Composition", DisplayName = "Execute Workflow", Description = "Runs a workflow as an instance of its own, within this step.")]
public sealed class ExecuteWorkflow : Activity
{
    const string TypeName = "Elsa.ExecuteWorkflow";

    [Input("The workflow.", Hint = "workflow-definition-picker")] public string? WorkflowDefinitionId { get; set; }
    [Input("The correlation id of the instance.")] public string? CorrelationId { get; set; }
    [Input("What the workflow is given.")] public IReadOnlyDictionary<string, object?>? Input { get; set; }
    [Input("Go on only when it has ended.")] public bool WaitForCompletion { get; set; }
    [Output("The instance, its status and what it left.")] public object? Result { get; set; }

    public override async Task<ActivityResult> Execute(ActivityContext context)
    {
        if (await ChildTarget.WhyNot(context, WorkflowDefinitionId) is { } fault)
            return fault;
        var child = await context.RunChild(WorkflowDefinitionId!, new ChildInput(Input ?? ChildTarget.NoInput, CorrelationId), WaitForCompletion ? TypeName : null);
        if (WaitForCompletion && !child.HasEnded)
            return WaitFor(new ChildEndedStimulus(TypeName, child.InstanceId.ToString("N")), ChildTarget.Payload(WorkflowDefinitionId!, child.InstanceId));
        Result = Tell(child);
        return Done();
    }

    public override Task<ActivityResult> Resume(ActivityContext context, object? news)
    {
        Result = Tell(ChildState.From(news));
        return Done();
    }

    // Elsa stores its enumerations as numbers, and definitions compare with those.
    static Dictionary<string, object?> Tell(ChildState child) => new()
    {
        ["WorkflowInstanceId"] = child.InstanceId.ToString(),
        ["Status"] = child.HasEnded ? 1L : 0L,
        ["SubStatus"] = (long)Math.Max(Array.IndexOf(SubStatuses, child.SubStatus), 0),
        ["Output"] = child.Output
    };

    static readonly string[] SubStatuses = ["Pending", "Executing", "Suspended", "Finished", "Cancelled", "Faulted", "Interrupted"];
}

/// <summary>What the steps that start instances have in common.</summary>
static class ChildTarget
{
    public static readonly IReadOnlyDictionary<string, object?> NoInput = new Dictionary<string, object?>();

    public static async ValueTask<FaultResult?> WhyNot(ActivityContext context, string? definitionId) =>
        string.IsNullOrWhiteSpace(definitionId) || !await context.IsPublished(definitionId)
            ? new FaultResult($"No published version of workflow definition with ID {definitionId} found.", "definition-not-published", "")
            : null;

    public static Dictionary<string, object?> Payload(string definitionId, Guid childId) => new() { ["workflowDefinitionId"] = definitionId, ["childInstanceId"] = childId.ToString() };
}

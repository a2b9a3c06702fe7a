namespace BackOfficeFlow.Engine.Activities;

[Activity("Elsa.DispatchWorkflow", Category = "Composition", DisplayName = "Dispatch Workflow", Description = "Starts a workflow as an instance of its own, after this step.")]
public sealed class DispatchWorkflow : Activity
{
    const string TypeName = "Elsa.DispatchWorkflow";

    [Input("The workflow.", Hint = "workflow-definition-picker")] public string? WorkflowDefinitionId { get; set; }
    [Input("The correlation id of the instance.")] public string? CorrelationId { get; set; }
    [Input("What the workflow is given.")] public IReadOnlyDictionary<string, object?>? Input { get; set; }
    [Input("Go on only when it has ended.")] public bool WaitForCompletion { get; set; }
    [Input("Kept for Elsa: it traces nothing here.", IsHidden = true)] public bool StartNewTrace { get; set; }
    [Input("Kept for Elsa: there is one channel here.", IsHidden = true)] public string? ChannelName { get; set; }
    [Output("The outputs that the instance left, when waited for.")] public object? Result { get; set; }

    public override async Task<ActivityResult> Execute(ActivityContext context)
    {
        if (await ChildTarget.WhyNot(context, WorkflowDefinitionId) is { } fault)
            return fault;
        var id = InstanceIds.Next(context.Now);
        var wait = WaitForCompletion ? new ChildEndedStimulus(TypeName, id.ToString("N")) : null;
        context.StartChildren(WorkflowDefinitionId!, [new ChildInput(Input ?? ChildTarget.NoInput, CorrelationId) { InstanceId = id }], wait);
        return wait is null ? Done() : WaitFor(wait, ChildTarget.Payload(WorkflowDefinitionId!, id));
    }

    public override Task<ActivityResult> Resume(ActivityContext context, object? news)
    {
        Result = ChildState.From(news).Output;
        return Done();
    }
}

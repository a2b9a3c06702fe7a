namespace BackOfficeFlow.Engine.Activities;

/// <summary>
/// A published workflow that stands as a step in another: it runs inside the same instance, in a scope of its own. Definitions name it by the
/// workflow's name, never by this type.
/// </summary>
[Activity("Elsa.WorkflowDefinitionActivity", Category = "Workflows", IsHidden = true, DisplayName = "Workflow as activity", Description = "Runs another workflow as a step of this one.")]
public sealed class WorkflowUseActivity : Activity, IGivesInputs
{
    [Part("The workflow that it runs.")] public UsedWorkflow? Workflow { get; set; }

    internal Dictionary<string, object?> Given { get; } = new(StringComparer.Ordinal);
    internal Dictionary<string, object?> Left { get; } = new(StringComparer.Ordinal);

    public override Task<ActivityResult> Execute(ActivityContext context)
    {
        if (Workflow is null)
            return Fault("The workflow that this step runs is not known.", "activity-type-not-found");
        foreach (var output in Workflow.Outputs)
            context.Declare(output, null);
        foreach (var (name, value) in Given)
            context.Declare(name, value);
        return Run(new ChildRequest(Workflow.RootId));
    }

    public override Task<ActivityResult> ChildEnded(ActivityContext context, EndedChild child)
    {
        foreach (var output in Workflow!.Outputs)
            Left[output] = context.GetVariable(output);
        return child.IsCancelled ? Done() : new DoneResult(child.Outcomes);
    }
}

/// <summary>What the step needs to know of the workflow that it runs.</summary>
public sealed record UsedWorkflow(string RootId, IReadOnlyList<string> Outputs)
{
    /// <summary>The compiler fills it in: nothing of it stands in the step's own JSON.</summary>
    public static UsedWorkflow? Read(PartSource source) => null;
}

/// <summary>An input or output of a used workflow, which has no property of its own.</summary>
sealed class GivenValue(string name) : PropertyAccess
{
    public override void Set(Activity activity, object? value) => ((WorkflowUseActivity)activity).Given[name] = value;
    public override object? Get(Activity activity) => ((WorkflowUseActivity)activity).Left.GetValueOrDefault(name);
}

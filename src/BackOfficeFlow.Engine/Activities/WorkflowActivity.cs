namespace BackOfficeFlow.Engine.Activities;

/// <summary>The workflow itself, as Elsa shows it in the journal: Workflow1.</summary>
[Activity(TypeName, Category = "Primitives", IsHidden = true, Description = "The workflow as a whole; it is not drawn.")]
public sealed class WorkflowActivity : Activity, IComposite, IHoldsVariables
{
    internal const string TypeName = "Elsa.Workflow";

    [Part("What the workflow runs.")] public string? Root { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context) => Root is null ? Done() : Run(new ChildRequest(Root));

    public override Task<ActivityResult> ChildEnded(ActivityContext context, EndedChild child) => Done();
}

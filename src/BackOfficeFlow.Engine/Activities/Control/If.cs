namespace BackOfficeFlow.Engine.Activities;

[Activity("Elsa.If", Category = "Branching", Description = "Runs one of two branches.")]
public sealed class If : Activity
{
    [Input("What decides.", Hint = "singleline")] public bool Condition { get; set; }
    [Part("Runs when the condition holds.")] public string? Then { get; set; }
    [Part("Runs when it does not.")] public string? Else { get; set; }
    [Output("What the condition gave.")] public bool Result { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context)
    {
        Result = Condition;
        return (Condition ? Then : Else) is { } branch ? Run(new ChildRequest(branch)) : Done();
    }

    public override Task<ActivityResult> ChildEnded(ActivityContext context, EndedChild child)
    {
        Result = Condition;
        return Done();
    }
}

namespace BackOfficeFlow.Engine.Activities;

[Activity("Elsa.Sequence", Category = "Workflows", IsHidden = true, Description = "Runs its activities one after the other.")]
public sealed class Sequence : Activity, IEndsWithTerminal, IHoldsVariables
{
    long next;

    [Part("The activities, in order.")] public IReadOnlyList<string> Activities { get; set; } = [];

    public override Task<ActivityResult> Execute(ActivityContext context) => RunNext(context);

    public override Task<ActivityResult> ChildEnded(ActivityContext context, EndedChild child)
    {
        if (next == 0)
            next = Position(child.NodeId) + 1;
        return RunNext(context);
    }

    Task<ActivityResult> RunNext(ActivityContext context) => next < Activities.Count ? Run(new ChildRequest(Activities[(int)next++])) : Done();

    // The child that ended says where we are: nothing to remember over a wait.
    int Position(string nodeId)
    {
        for (var i = 0; i < Activities.Count; i++)
            if (Activities[i] == nodeId)
                return i;
        return Activities.Count;
    }
}

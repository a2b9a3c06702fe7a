namespace BackOfficeFlow.Engine.Activities;

[Activity("Elsa.Parallel", Category = "Workflows", IsHidden = true, Description = "Runs its activities side by side and waits for all of them.")]
public sealed class Parallel : Activity, IHoldsVariables
{
    [Part("The activities.")] public IReadOnlyList<string> Activities { get; set; } = [];

    public override Task<ActivityResult> Execute(ActivityContext context) =>
        Activities.Count == 0 ? Done() : Run([.. Activities.Select(id => new ChildRequest(id))]);

    public override Task<ActivityResult> ChildEnded(ActivityContext context, EndedChild child) => context.LiveChildren.Count == 0 ? Done() : Stay();
}

[Activity("Elsa.Fork", Category = "Branching", IsHidden = true, Description = "Runs branches side by side and waits for all, or for the first.")]
public sealed class Fork : Activity
{
    [Part("Wait for all branches, or for the first.", Hint = "dropdown")] public ForkJoinMode JoinMode { get; set; }
    [Part("The branches.")] public IReadOnlyList<string> Branches { get; set; } = [];

    public override Task<ActivityResult> Execute(ActivityContext context) =>
        Branches.Count == 0 ? Done() : Run([.. Branches.Select(id => new ChildRequest(id))]);

    public override Task<ActivityResult> ChildEnded(ActivityContext context, EndedChild child) =>
        JoinMode == ForkJoinMode.WaitAny || context.LiveChildren.Count == 0 ? Done() : Stay();
}

public enum ForkJoinMode { WaitAll, WaitAny }

namespace BackOfficeFlow.Engine.Activities;

[Activity("Elsa.FlowDecision", Category = "Branching", Outcomes = ["True", "False"], Description = "Goes one of two ways.")]
public sealed class FlowDecision : Activity
{
    [Input("What decides.", Hint = "singleline")] public bool Condition { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context) => Done(Condition ? "True" : "False");
}

[Activity("Elsa.FlowSwitch", Category = "Branching", Outcomes = ["Default"], Description = "Goes the ways of the cases that hold.")]
public sealed class FlowSwitch : Activity
{
    [Input("Take the first case that holds, or every one.")] public SwitchMode Mode { get; set; }
    [Part("The cases, in order.", Hint = "flow-switch-editor")] public Cases? Cases { get; set; }

    public override async Task<ActivityResult> Execute(ActivityContext context)
    {
        var matches = Cases is null ? [] : await Cases.Match(context, Mode);
        return matches.Count == 0 ? Done("Default") : Done([.. matches.Select(match => match.Label)]);
    }
}

[Activity("Elsa.FlowFork", Category = "Branching", Description = "Goes several ways at once.")]
public sealed class FlowFork : Activity
{
    [Input("The names of the ways.", Hint = "dynamic-outcomes")] public IReadOnlyList<string>? Branches { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context) => Done([.. Branches ?? []]);
}

[Activity("Elsa.FlowJoin", Category = "Branching", Description = "Where branches meet: goes on with the first, or when all have come.")]
public sealed class FlowJoin : Activity, IJoin
{
    [Input("Which branches it waits for.")] public FlowJoinMode Mode { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context) => Done();
}

/// <summary>What a join waits for: the first branch, all of them, or all that are under way.</summary>
public enum FlowJoinMode { WaitAny, WaitAll, WaitAllActive }

[Activity("Elsa.FlowNode", Category = "Branching", Description = "Runs one activity as a node of a flowchart.")]
public sealed class FlowNode : Activity
{
    [Part("What it runs.")] public string? Body { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context) => Body is null ? Done() : Run(new ChildRequest(Body));

    public override Task<ActivityResult> ChildEnded(ActivityContext context, EndedChild child) => Done();
}

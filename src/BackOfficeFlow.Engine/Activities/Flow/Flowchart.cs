namespace BackOfficeFlow.Engine.Activities;

[Activity("Elsa.Flowchart", Category = "Workflows", IsHidden = true, Description = "Runs activities along the connections between them.")]
public sealed class Flowchart : Activity, IEndsWithTerminal, IHoldsVariables, IJoinOwner, ITakesOneMore
{
    const string StateKey = "flow";

    [Part("The connections between the activities.")] public FlowGraph? Connections { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context)
    {
        var graph = Connections!;
        var start = context.TriggerNodeId is { } trigger && graph.IndexOf(trigger) is >= 0 and var triggered ? triggered : graph.Start;
        if (start < 0)
            return Done();
        context.Remember(StateKey, new FlowState(graph, start));
        return Run(new ChildRequest(graph.Nodes[start]));
    }

    public override Task<ActivityResult> ChildEnded(ActivityContext context, EndedChild child)
    {
        var graph = Connections!;
        var live = context.LiveChildren;
        var state = StateOf(context, graph);
        FlowStep step = context.UsesTokens ? new TokenStep(graph, state, live) : new CounterStep(graph, state, live) { LeavesDeadPaths = context.Planted == PlantedBug.MissedDeadPath };
        step.Ended(graph.IndexOf(child.NodeId), child);

        if (step.Problem is { } problem)
            return new ChildFaultResult(problem, "flow-cannot-go-on");
        if (step.Scheduled.Count == 0 && live.Count == 0)
            return Done();
        return step.Scheduled.Count == 0 && step.Cancelled.Count == 0
            ? Stay()
            : new RunResult([.. step.Scheduled.Select(node => new ChildRequest(graph.Nodes[node]))], step.Cancelled);
    }

    // Seen again when the join runs: branches that began after it was asked for are overtaken too.
    IReadOnlyList<string> IJoinOwner.Overtaken(ActivityContext context, string joinId)
    {
        var graph = Connections!;
        var join = graph.IndexOf(joinId);
        if (join < 0 || graph.Joins[join] != FlowJoinMode.WaitAny)
            return [];
        var before = graph.From(StateOf(context, graph).Start).Ancestors(join);
        return [.. context.LiveChildren.Where(child => before.Contains(graph.IndexOf(child.NodeId))).Select(child => child.ExecutionId)];
    }

    // By counting, it uses up the visits that would have brought it there: what comes later does not run it a second time.
    void ITakesOneMore.TakeOneMore(ActivityContext context, string nodeId)
    {
        if (context.UsesTokens || Connections!.IndexOf(nodeId) is not (>= 0 and var node))
            return;
        var state = StateOf(context, Connections);
        foreach (var way in Connections.From(state.Start).ForwardInbound(node))
            state.Arrivals[way.Index]--;
    }

    static FlowState StateOf(ActivityContext context, FlowGraph graph)
    {
        if (context.Recall(StateKey) is FlowState standing)
            return standing;
        var opened = FlowState.From(graph, context.Recall(StateKey));
        context.Remember(StateKey, opened);
        return opened;
    }
}

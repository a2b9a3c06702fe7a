namespace BackOfficeFlow.Engine.Activities;

/// <summary>What happens in a flowchart because one child ended: a plain decision over the graph, its state and who is alive.</summary>
abstract class FlowStep(FlowGraph graph, FlowState state, IReadOnlyList<LiveChild> live)
{
    protected FlowGraph Graph { get; } = graph;
    protected FlowState State { get; } = state;
    protected FlowRoutes Routes { get; } = graph.From(state.Start);

    /// <summary>Nodes to run, in order.</summary>
    public List<int> Scheduled { get; } = [];

    /// <summary>Executions to cancel, because a join went on without them.</summary>
    public List<string> Cancelled { get; } = [];

    /// <summary>Why the flow cannot go on; null when it can.</summary>
    public string? Problem { get; protected set; }

    public abstract void Ended(int node, EndedChild child);

    protected static bool IsFollowed(FlowConnection way, EndedChild? child) => child is { IsCancelled: false } && child.Outcomes.Contains(way.Port);

    protected bool IsAlive(int node) => Scheduled.Contains(node) || live.Any(child => child.NodeId == Graph.Nodes[node]);

    protected bool AnyAlive(NodeSet nodes) => Scheduled.Exists(nodes.Contains) || live.Any(child => nodes.Contains(Graph.IndexOf(child.NodeId)));

    protected IEnumerable<int> Alive => live.Select(child => Graph.IndexOf(child.NodeId)).Where(node => node >= 0).Concat(Scheduled);

    // What has not begun is left alone here: it may have been asked for before the join.
    protected void CancelOthers(int join)
    {
        var before = Routes.Ancestors(join);
        foreach (var child in live)
            if (child.HasBegun && before.Contains(Graph.IndexOf(child.NodeId)))
                Cancelled.Add(child.ExecutionId);
    }
}

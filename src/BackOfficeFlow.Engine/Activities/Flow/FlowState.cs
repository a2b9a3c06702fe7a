namespace BackOfficeFlow.Engine.Activities;

/// <summary>What a running flowchart knows of its connections. Saved by their names, so that an edited definition finds its own again.</summary>
sealed class FlowState : IRemembered
{
    readonly FlowGraph graph;

    public FlowState(FlowGraph graph, int start)
    {
        this.graph = graph;
        Start = start;
        Arrivals = new int[graph.Connections.Length];
        Blocks = new int[graph.Connections.Length];
        Marks = new bool[graph.Connections.Length];
    }

    public int Start { get; }

    /// <summary>By counting: visits that no decision has used yet (below zero: still owed to a join that went on without them). By tokens: live tokens.</summary>
    public int[] Arrivals { get; }

    /// <summary>By tokens: arrivals that are to be swallowed. By counting: 1 when the loop was left unused and it is not yet sure that it is left for good.</summary>
    public int[] Blocks { get; }

    /// <summary>By counting: the last visit was a real one, not a dead path.</summary>
    public bool[] Marks { get; }

    /// <summary>By tokens: nodes that were not ready when a token came. Null until it is known; never saved.</summary>
    public SortedSet<int>? Held { get; set; }

    public object? ToValue()
    {
        var ways = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var way in graph.Connections)
            if (Arrivals[way.Index] != 0 || Blocks[way.Index] != 0 || Marks[way.Index])
                ways[way.Key] = new List<object?> { (long)Arrivals[way.Index], (long)Blocks[way.Index], Marks[way.Index] };
        return new Dictionary<string, object?>(StringComparer.Ordinal) { ["start"] = graph.Nodes[Start], ["ways"] = ways };
    }

    public static FlowState From(FlowGraph graph, object? saved)
    {
        var map = (Dictionary<string, object?>)saved!;
        var state = new FlowState(graph, Math.Max(0, graph.IndexOf((string)map["start"]!)));
        var ways = (Dictionary<string, object?>)map["ways"]!;
        foreach (var way in graph.Connections)
        {
            if (!ways.TryGetValue(way.Key, out var value) || value is not List<object?> { Count: 3 } parts)
                continue;
            state.Arrivals[way.Index] = (int)(long)parts[0]!;
            state.Blocks[way.Index] = (int)(long)parts[1]!;
            state.Marks[way.Index] = (bool)parts[2]!;
        }
        return state;
    }
}

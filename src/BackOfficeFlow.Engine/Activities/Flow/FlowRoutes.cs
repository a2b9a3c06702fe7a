namespace BackOfficeFlow.Engine.Activities;

/// <summary>What a graph looks like from one start: which connections lead on, which lead back, and the loops that they close.</summary>
sealed class FlowRoutes
{
    readonly FlowGraph graph;
    readonly bool[] isReached;
    readonly bool[] isBackward;
    readonly bool[] isValid;
    readonly HashSet<int>?[] loops;
    readonly FlowConnection[][] forwardInbound;
    readonly HashSet<int>?[] ancestors;

    public FlowRoutes(FlowGraph graph, int start)
    {
        this.graph = graph;
        isReached = new bool[graph.Nodes.Length];
        isBackward = new bool[graph.Connections.Length];
        isValid = new bool[graph.Connections.Length];
        loops = new HashSet<int>?[graph.Nodes.Length];
        ancestors = new HashSet<int>?[graph.Nodes.Length];
        Walk(start);
        forwardInbound = [.. graph.Inbound.Select(inbound => inbound.Where(way => isReached[way.Source] && !isBackward[way.Index]).ToArray())];
        foreach (var way in graph.Connections.Where(way => isBackward[way.Index]))
        {
            isValid[way.Index] = Dominates(start, way.Target, way.Source);
            if (isValid[way.Index])
                AddLoop(way);
        }
        Leaves = [.. graph.Connections.Select(FindLoopThatItLeaves)];
    }

    public bool IsReached(int node) => isReached[node];
    public bool IsBackward(FlowConnection way) => isBackward[way.Index];

    /// <summary>Every way from its source back to the start goes through its target.</summary>
    public bool IsValidBackward(FlowConnection way) => isValid[way.Index];

    /// <summary>Connections into a node that lead on from the start.</summary>
    public FlowConnection[] ForwardInbound(int node) => forwardInbound[node];

    /// <summary>The nodes of the loop that begins here; null when none does.</summary>
    public HashSet<int>? Loop(int header) => loops[header];

    /// <summary>For each connection the first node of the outermost loop that it leaves; -1 when it leaves none.</summary>
    public int[] Leaves { get; }

    /// <summary>The nodes from which a node is reached without going back.</summary>
    public HashSet<int> Ancestors(int node)
    {
        if (ancestors[node] is { } known)
            return known;
        var found = new HashSet<int>();
        var todo = new Stack<int>([node]);
        while (todo.TryPop(out var next))
            foreach (var way in forwardInbound[next])
                if (way.Source != node && found.Add(way.Source))
                    todo.Push(way.Source);
        return ancestors[node] = found;
    }

    /// <summary>Whether one node can be reached from another, going back allowed.</summary>
    public bool Reaches(int from, int to)
    {
        if (from == to)
            return true;
        var seen = new HashSet<int> { from };
        var todo = new Stack<int>([from]);
        while (todo.TryPop(out var next))
            foreach (var way in graph.Outbound[next])
            {
                if (way.Target == to)
                    return true;
                if (seen.Add(way.Target))
                    todo.Push(way.Target);
            }
        return false;
    }

    // Breadth first; a connection that would close a circle of forward connections leads back.
    void Walk(int start)
    {
        var queue = new Queue<int>([start]);
        isReached[start] = true;
        var accepted = new List<int>[graph.Nodes.Length];
        while (queue.TryDequeue(out var node))
            foreach (var way in graph.Outbound[node])
            {
                if (way.Target == start || way.Target == node || CanReach(accepted, way.Target, node))
                {
                    isBackward[way.Index] = true;
                    continue;
                }
                (accepted[node] ??= []).Add(way.Target);
                if (isReached[way.Target])
                    continue;
                isReached[way.Target] = true;
                queue.Enqueue(way.Target);
            }
    }

    static bool CanReach(List<int>?[] accepted, int from, int to)
    {
        if (accepted[from] is null)
            return false;
        var seen = new HashSet<int> { from };
        var todo = new Stack<int>([from]);
        while (todo.TryPop(out var next))
            foreach (var target in accepted[next] ?? [])
            {
                if (target == to)
                    return true;
                if (seen.Add(target))
                    todo.Push(target);
            }
        return false;
    }

    // Without the gate the node could not be reached from the start.
    bool Dominates(int start, int gate, int node)
    {
        if (gate == start || gate == node)
            return true;
        var seen = new HashSet<int> { start, gate };
        var todo = new Stack<int>([start]);
        while (todo.TryPop(out var next))
            foreach (var way in graph.Outbound[next])
            {
                if (way.Target == node)
                    return false;
                if (seen.Add(way.Target))
                    todo.Push(way.Target);
            }
        return true;
    }

    void AddLoop(FlowConnection back)
    {
        var body = loops[back.Target] ??= [back.Target];
        var todo = new Stack<int>();
        if (body.Add(back.Source))
            todo.Push(back.Source);
        while (todo.TryPop(out var next))
            foreach (var way in graph.Inbound[next])
                if (isReached[way.Source] && body.Add(way.Source))
                    todo.Push(way.Source);
    }

    int FindLoopThatItLeaves(FlowConnection way)
    {
        var header = -1;
        for (var node = 0; node < loops.Length; node++)
            if (loops[node] is { } body && body.Contains(way.Source) && !body.Contains(way.Target) && (header < 0 || body.Count > loops[header]!.Count))
                header = node;
        return header;
    }
}

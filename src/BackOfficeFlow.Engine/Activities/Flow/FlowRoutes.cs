namespace BackOfficeFlow.Engine.Activities;

/// <summary>What a graph looks like from one start: which connections lead on, which lead back, and the loops that they close.</summary>
sealed class FlowRoutes
{
    readonly FlowGraph graph;
    readonly bool[] isReached;
    readonly bool[] isBackward;
    readonly bool[] isValid;
    readonly NodeSet?[] loops;
    readonly FlowConnection[][] forwardInbound;
    readonly NodeSet?[] ancestors;

    public FlowRoutes(FlowGraph graph, int start)
    {
        this.graph = graph;
        isReached = new bool[graph.Nodes.Length];
        isBackward = new bool[graph.Connections.Length];
        isValid = new bool[graph.Connections.Length];
        loops = new NodeSet?[graph.Nodes.Length];
        ancestors = new NodeSet?[graph.Nodes.Length];
        Walk(start);
        forwardInbound = [.. graph.Inbound.Select(inbound => Array.FindAll(inbound, way => isReached[way.Source] && !isBackward[way.Index]))];
        FindLoops(start);
        Leaves = FindLeaves();
        WaysOut = Array.FindAll(graph.Connections, way => Leaves[way.Index] >= 0);
    }

    public bool IsReached(int node) => isReached[node];
    public bool IsBackward(FlowConnection way) => isBackward[way.Index];

    /// <summary>Every way from its source back to the start goes through its target.</summary>
    public bool IsValidBackward(FlowConnection way) => isValid[way.Index];

    /// <summary>Connections into a node that lead on from the start.</summary>
    public FlowConnection[] ForwardInbound(int node) => forwardInbound[node];

    /// <summary>The nodes of the loop that begins here; null when none does.</summary>
    public NodeSet? Loop(int header) => loops[header];

    /// <summary>For each connection the first node of the outermost loop that it leaves; -1 when it leaves none.</summary>
    public int[] Leaves { get; }

    /// <summary>The connections that leave a loop.</summary>
    public FlowConnection[] WaysOut { get; }

    /// <summary>The nodes from which a node is reached without going back.</summary>
    public NodeSet Ancestors(int node)
    {
        if (ancestors[node] is { } known)
            return known;
        var found = new NodeSet(graph.Nodes.Length);
        var todo = new Stack<int>([node]);
        while (todo.TryPop(out var next))
            foreach (var way in forwardInbound[next])
                if (way.Source != node && found.Add(way.Source))
                    todo.Push(way.Source);
        return ancestors[node] = found;
    }

    /// <summary>These nodes, and those that are reached from them without going back.</summary>
    public NodeSet AheadOf(IEnumerable<int> nodes)
    {
        var found = new NodeSet(graph.Nodes.Length);
        var todo = new Stack<int>(nodes.Where(found.Add));
        while (todo.TryPop(out var next))
            foreach (var way in graph.Outbound[next])
                if (!isBackward[way.Index] && found.Add(way.Target))
                    todo.Push(way.Target);
        return found;
    }

    // Breadth first; a connection that would close a circle of forward connections leads back.
    void Walk(int start)
    {
        var order = new ForwardOrder(graph.Nodes.Length);
        var queue = new Queue<int>([start]);
        isReached[start] = true;
        order.Append(start);
        while (queue.TryDequeue(out var node))
            foreach (var way in graph.Outbound[node])
            {
                if (!isReached[way.Target])
                {
                    isReached[way.Target] = true;
                    order.Append(way.Target);
                    queue.Enqueue(way.Target);
                }
                isBackward[way.Index] = way.Target == start || way.Target == node || !order.TryAdd(node, way.Target);
            }
    }

    void FindLoops(int start)
    {
        Dominators? dominators = null;
        foreach (var way in graph.Connections)
        {
            if (!isBackward[way.Index])
                continue;
            dominators ??= new Dominators(graph, start);
            isValid[way.Index] = dominators.IsGate(way.Target, way.Source);
            if (isValid[way.Index])
                AddLoop(way);
        }
    }

    void AddLoop(FlowConnection back)
    {
        var body = loops[back.Target];
        if (body is null)
        {
            body = loops[back.Target] = new NodeSet(graph.Nodes.Length);
            body.Add(back.Target);
        }
        var todo = new Stack<int>();
        if (body.Add(back.Source))
            todo.Push(back.Source);
        while (todo.TryPop(out var next))
            foreach (var way in graph.Inbound[next])
                if (isReached[way.Source] && body.Add(way.Source))
                    todo.Push(way.Source);
    }

    int[] FindLeaves()
    {
        var leaves = new int[graph.Connections.Length];
        Array.Fill(leaves, -1);
        // The outermost loop is written last.
        foreach (var header in Enumerable.Range(0, loops.Length).Where(node => loops[node] is not null).OrderBy(node => loops[node]!.Count).ThenByDescending(node => node))
            foreach (var node in loops[header]!.Nodes())
                foreach (var way in graph.Outbound[node])
                    if (!loops[header]!.Contains(way.Target))
                        leaves[way.Index] = header;
        return leaves;
    }
}

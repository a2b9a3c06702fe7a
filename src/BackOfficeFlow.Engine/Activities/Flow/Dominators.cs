namespace BackOfficeFlow.Engine.Activities;

/// <summary>Which nodes every way from the start to a node goes through (Cooper, Harvey and Kennedy).</summary>
sealed class Dominators
{
    readonly int[] number;
    readonly int[] gate;

    public Dominators(FlowGraph graph, int start)
    {
        number = new int[graph.Nodes.Length];
        gate = new int[graph.Nodes.Length];
        Array.Fill(number, -1);
        Array.Fill(gate, -1);
        var order = InOrder(graph, start);
        for (var i = 0; i < order.Count; i++)
            number[order[i]] = i;

        gate[start] = start;
        bool isChanged;
        do
        {
            isChanged = false;
            foreach (var node in order.Skip(1))
                isChanged |= Narrow(graph, node);
        }
        while (isChanged);
    }

    public bool IsGate(int candidate, int node)
    {
        while (number[node] > number[candidate])
            node = gate[node];
        return node == candidate;
    }

    bool Narrow(FlowGraph graph, int node)
    {
        var common = -1;
        foreach (var way in graph.Inbound[node])
            if (number[way.Source] >= 0 && gate[way.Source] >= 0)
                common = common < 0 ? way.Source : Common(common, way.Source);
        if (gate[node] == common)
            return false;
        gate[node] = common;
        return true;
    }

    int Common(int left, int right)
    {
        while (left != right)
            if (number[left] > number[right])
                left = gate[left];
            else
                right = gate[right];
        return left;
    }

    // A node before all that it leads to, circles aside.
    static List<int> InOrder(FlowGraph graph, int start)
    {
        var order = new List<int>();
        var seen = new NodeSet(graph.Nodes.Length);
        var todo = new Stack<(int Node, int Way)>();
        seen.Add(start);
        todo.Push((start, 0));
        while (todo.TryPop(out var at))
        {
            var ways = graph.Outbound[at.Node];
            if (at.Way == ways.Length)
            {
                order.Add(at.Node);
                continue;
            }
            todo.Push((at.Node, at.Way + 1));
            if (seen.Add(ways[at.Way].Target))
                todo.Push((ways[at.Way].Target, 0));
        }
        order.Reverse();
        return order;
    }
}

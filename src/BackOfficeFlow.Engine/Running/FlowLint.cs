using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Engine.Running;

/// <summary>Looks at the shape of a flowchart.</summary>
static class FlowLint
{
    const int MaxStarts = 16;

    public static void Check(FlowGraph graph, Node flowchart, List<Finding> findings)
    {
        if (graph.Start < 0)
            return;
        var starts = flowchart.Model.ChildrenOf("activities").Where(child => child.CanStartWorkflow).Select(child => graph.IndexOf(child.Id)).Append(graph.Start).Distinct().ToList();
        CheckReach(graph, starts, findings);
        CheckLoops(graph, starts, flowchart, findings);
        for (var node = 0; node < graph.Nodes.Length; node++)
            if (graph.Joins[node] == FlowJoinMode.WaitAll)
                CheckJoin(graph, graph.From(graph.Start), node, findings);
    }

    static void CheckReach(FlowGraph graph, List<int> starts, List<Finding> findings)
    {
        var reached = graph.ReachedFrom(starts);
        for (var node = 0; node < graph.Nodes.Length; node++)
            if (!reached.Contains(node))
                findings.Add(Finding.Warning("unreachable-activity", graph.Nodes[node], null));
    }

    static void CheckLoops(FlowGraph graph, List<int> starts, Node flowchart, List<Finding> findings)
    {
        // Each start sees the loops in its own way; of a flowchart that may begin nearly anywhere the first ones are enough.
        var routes = starts.Take(MaxStarts).Select(graph.From).ToList();
        foreach (var way in graph.Connections)
            if (routes.Exists(from => from.IsReached(way.Source) && from.IsBackward(way) && !from.IsValidBackward(way)))
                findings.Add(Finding.Warning("invalid-backward-connection", flowchart.Id, "connections", graph.Nodes[way.Source], graph.Nodes[way.Target]));
    }

    // Two branches of one decision that cannot both be taken, and each reaches the join only that way.
    static void CheckJoin(FlowGraph graph, FlowRoutes routes, int join, List<Finding> findings)
    {
        var branches = new Dictionary<(int Decision, bool IsNext), FlowConnection>();
        foreach (var way in routes.ForwardInbound(join))
        {
            if (FindOpposite(branches, way, isNext: true) is { } direct)
            {
                Report(direct, way, direct.Source, way.Source);
                return;
            }
            if (routes.ForwardInbound(way.Source) is [var before] && FindOpposite(branches, before, isNext: false) is { } indirect)
            {
                Report(indirect, before, indirect.Target, before.Target);
                return;
            }
        }

        void Report(FlowConnection first, FlowConnection second, int left, int right) => findings.Add(Finding.Warning(
            "join-never-completes", graph.Nodes[join], "mode", $"{graph.Nodes[left]} ({first.Port})", $"{graph.Nodes[right]} ({second.Port})"));
    }

    // Of other activities we do not know whether they end with several outcomes at once.
    static FlowConnection? FindOpposite(Dictionary<(int, bool), FlowConnection> branches, FlowConnection way, bool isNext)
    {
        if (way.Port is not ("True" or "False"))
            return null;
        if (!branches.TryGetValue((way.Source, isNext), out var other))
        {
            branches[(way.Source, isNext)] = way;
            return null;
        }
        return other.Port != way.Port ? other : null;
    }
}

using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Engine.Running;

/// <summary>Looks at the shape of a flowchart.</summary>
static class FlowLint
{
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
        for (var node = 0; node < graph.Nodes.Length; node++)
            if (!starts.Exists(start => graph.From(start).IsReached(node)))
                findings.Add(Finding.Warning("unreachable-activity", graph.Nodes[node], null));
    }

    static void CheckLoops(FlowGraph graph, List<int> starts, Node flowchart, List<Finding> findings)
    {
        foreach (var way in graph.Connections)
            if (starts.Exists(start => graph.From(start).IsReached(way.Source) && graph.From(start).IsBackward(way) && !graph.From(start).IsValidBackward(way)))
                findings.Add(Finding.Warning("invalid-backward-connection", flowchart.Id, "connections", graph.Nodes[way.Source], graph.Nodes[way.Target]));
    }

    // Two branches of one decision that cannot both be taken, and each reaches the join only that way.
    static void CheckJoin(FlowGraph graph, FlowRoutes routes, int join, List<Finding> findings)
    {
        var inbound = routes.ForwardInbound(join);
        foreach (var first in inbound)
            foreach (var second in inbound.Where(other => other.Index > first.Index))
                if (first.Source == second.Source && first.Port != second.Port && IsExclusive(first, second))
                {
                    findings.Add(Finding.Warning("join-never-completes", graph.Nodes[join], "mode", $"{graph.Nodes[first.Source]} ({first.Port})", $"{graph.Nodes[second.Source]} ({second.Port})"));
                    return;
                }
                else if (routes.ForwardInbound(first.Source) is [var left] && routes.ForwardInbound(second.Source) is [var right] && left.Source == right.Source && left.Port != right.Port && IsExclusive(left, right))
                {
                    findings.Add(Finding.Warning("join-never-completes", graph.Nodes[join], "mode", $"{graph.Nodes[left.Target]} ({left.Port})", $"{graph.Nodes[right.Target]} ({right.Port})"));
                    return;
                }
    }

    // Of other activities we do not know whether they end with several outcomes at once.
    static bool IsExclusive(FlowConnection first, FlowConnection second) =>
        (first.Port, second.Port) is ("True", "False") or ("False", "True");
}

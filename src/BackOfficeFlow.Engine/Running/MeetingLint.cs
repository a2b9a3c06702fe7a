using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Engine.Running;

/// <summary>
/// Looks for steps where branches of unequal length meet. In a flowchart that decides by tokens such a step waits only for what leads straight to
/// it, so that it runs once for each branch, as in Elsa: rarely what its author meant. In one that decides by counting it runs once: the same
/// drawing does one thing here and another where tokens decide, as in Elsa unless it is told otherwise.
/// </summary>
static class MeetingLint
{
    // A hint, not a proof: a process of thousands of steps must compile in no time.
    const int MostForks = 50;
    const int MostBranches = 12;

    public static void Check(FlowGraph graph, Node flowchart, FlowchartMode mode, List<Finding> findings)
    {
        if (graph.Start < 0)
            return;
        var routes = graph.From(graph.Start);
        // Whoever has written a merge mode has chosen.
        var meetings = flowchart.Model.ChildrenOf("activities")
            .Where(child => child.Type != "Elsa.FlowJoin" && child.Json.Property("customProperties").TextOf("mergeMode") is null or "" or "None")
            .Select(child => graph.IndexOf(child.Id)).Where(node => routes.ForwardInbound(node).Length > 1).ToList();
        if (meetings.Count == 0)
            return;
        foreach (var branches in Forks(graph, routes, flowchart).Take(MostForks))
            CheckBranches(graph, routes, branches, meetings, mode == FlowchartMode.Token ? "branches-meet-unevenly" : "modes-differ", findings);
    }

    // Several connections from one port, or from several ports of a fork: all of them are taken.
    static IEnumerable<IReadOnlyList<int>> Forks(FlowGraph graph, FlowRoutes routes, Node flowchart)
    {
        var forks = flowchart.Model.ChildrenOf("activities").Where(child => child.Type == "Elsa.FlowFork").Select(child => graph.IndexOf(child.Id)).ToHashSet();
        for (var node = 0; node < graph.Nodes.Length; node++)
            foreach (var ways in graph.Outbound[node].Where(way => routes.IsReached(node) && !routes.IsBackward(way)).GroupBy(way => forks.Contains(node) ? "" : way.Port))
                if (ways.Select(way => way.Target).Distinct().Take(MostBranches).ToList() is { Count: > 1 } branches)
                    yield return branches;
    }

    static void CheckBranches(FlowGraph graph, FlowRoutes routes, IReadOnlyList<int> branches, List<int> meetings, string code, List<Finding> findings)
    {
        var distances = branches.Select(branch => Distances(graph, routes, branch)).ToList();
        foreach (var meeting in meetings.Where(meeting => !findings.Exists(finding => finding.Code == code && finding.ActivityId == graph.Nodes[meeting])))
            if (FindUneven(graph, routes, meeting, branches, distances) is var (left, right))
                findings.Add(Finding.Warning(code, graph.Nodes[meeting], "customProperties.mergeMode", graph.Nodes[left], graph.Nodes[right]));
    }

    // The last steps before the meeting that only one of the branches reaches: what has met before comes as one.
    static (int Left, int Right)? FindUneven(FlowGraph graph, FlowRoutes routes, int meeting, IReadOnlyList<int> branches, List<int[]> distances)
    {
        var before = routes.ForwardInbound(meeting).Select(way => way.Source).Distinct().ToList();
        for (var left = 0; left < branches.Count; left++)
            for (var right = left + 1; right < branches.Count; right++)
            {
                var lengths = (
                    Left: before.Where(node => distances[left][node] >= 0 && distances[right][node] < 0).Select(node => distances[left][node]).ToHashSet(),
                    Right: before.Where(node => distances[right][node] >= 0 && distances[left][node] < 0).Select(node => distances[right][node]).ToHashSet());
                // A branch that leads straight to the meeting is one without a step.
                if (branches[left] == meeting)
                    lengths.Left.Add(-1);
                if (branches[right] == meeting)
                    lengths.Right.Add(-1);
                if (lengths is { Left.Count: > 0, Right.Count: > 0 } && !lengths.Left.SetEquals(lengths.Right))
                    return (branches[left], branches[right]);
            }
        return null;
    }

    // Steps from the branch's first one, without going back; -1: not reached.
    static int[] Distances(FlowGraph graph, FlowRoutes routes, int from)
    {
        var distances = new int[graph.Nodes.Length];
        Array.Fill(distances, -1);
        distances[from] = 0;
        var todo = new Queue<int>([from]);
        while (todo.TryDequeue(out var node))
            foreach (var way in graph.Outbound[node])
                if (!routes.IsBackward(way) && distances[way.Target] < 0)
                {
                    distances[way.Target] = distances[node] + 1;
                    todo.Enqueue(way.Target);
                }
        return distances;
    }
}

namespace BackOfficeFlow.Engine.Activities;

/// <summary>
/// Puts a token on every connection that is followed; it lives until its target has ended. How a node takes tokens is its merge mode.
/// A node that waits for tokens which can no longer come is not left hanging: it goes on with those it has, and a join that wants all gives them up.
/// </summary>
sealed class TokenStep(FlowGraph graph, FlowState state, IReadOnlyList<LiveChild> live) : FlowStep(graph, state, live)
{
    // Asked for every connection of a wide join: made once.
    readonly Predicate<FlowConnection> hasToken = way => state.Arrivals[way.Index] > 0;
    readonly Predicate<FlowConnection> lacksToken = way => state.Arrivals[way.Index] <= 0;
    // A step that leads back to itself is under way again, but what it has just sent off need not wait for that.
    readonly Predicate<FlowConnection> holdsUp = way => way.Source != way.Target && state.Arrivals[way.Index] > 0;

    public override void Ended(int node, EndedChild child)
    {
        if (child.IsCancelled)
            Withdraw(node);
        else
            Leave(node, child);
        while (SettleOneThatWaits())
        {
        }
        LiftBlocks();
    }

    void Withdraw(int node)
    {
        foreach (var way in Graph.Inbound[node].Concat(Graph.Outbound[node]))
            State.Arrivals[way.Index] = 0;
        // A way that is cancelled does not come: nobody need swallow it.
        foreach (var way in Graph.Outbound[node])
            State.Blocks[way.Index] = Math.Max(0, State.Blocks[way.Index] - 1);
    }

    void Leave(int node, EndedChild child)
    {
        // What brought it here is used up; then a way that leads back to itself may bring it here again.
        foreach (var way in Graph.Inbound[node])
            State.Arrivals[way.Index] = 0;
        var followed = Array.FindAll(Graph.Outbound[node], way => IsFollowed(way, child));
        foreach (var way in followed)
            State.Arrivals[way.Index]++;
        foreach (var way in followed)
            Arrive(way);
    }

    void Arrive(FlowConnection way)
    {
        var target = way.Target;
        switch (Graph.Merges[target])
        {
            case MergeMode.Cascade or MergeMode.Race when State.Blocks[way.Index] > 0:
                State.Blocks[way.Index]--;
                State.Arrivals[way.Index]--;
                break;
            case MergeMode.Cascade or MergeMode.Race:
                foreach (var other in Routes.ForwardInbound(target).Where(other => other != way))
                    State.Blocks[other.Index]++;
                Scheduled.Add(target);
                if (Graph.Merges[target] == MergeMode.Race)
                    CancelOthers(target);
                break;
            default:
                if (IsReady(target))
                    Scheduled.Add(target);
                else
                    Held.Add(target);
                break;
        }
    }

    bool IsReady(int node) => Graph.Merges[node] switch
    {
        MergeMode.Merge => Routes.ForwardInbound(node) is var inbound && (inbound.Length <= 1 || Array.TrueForAll(inbound, hasToken)),
        MergeMode.Converge => Array.TrueForAll(Graph.Inbound[node], hasToken),
        _ => !Array.Exists(Routes.ForwardInbound(node), way => Array.Exists(Graph.Inbound[way.Source], holdsUp))
    };

    // What comes by a way back belongs to the next round: only what is under way in this one is still swallowed.
    void LiftBlocks()
    {
        NodeSet? reached = null;
        foreach (var node in Graph.Races)
            foreach (var way in Routes.ForwardInbound(node))
                if (State.Blocks[way.Index] > 0 && !(reached ??= Routes.AheadOf(Alive.Concat(Held))).Contains(way.Source))
                    State.Blocks[way.Index] = 0;
    }

    // Whoever is alive uses its tokens up when it ends: only those that were not ready can be left waiting.
    SortedSet<int> Held => State.Held ??= [.. Enumerable.Range(0, Graph.Nodes.Length).Where(node => Array.Exists(Graph.Inbound[node], hasToken) && !IsAlive(node))];

    bool SettleOneThatWaits()
    {
        Held.RemoveWhere(node => !Array.Exists(Graph.Inbound[node], hasToken));
        var waiting = Held.Where(node => !IsAlive(node)).ToList();
        NodeSet? reached = null;
        foreach (var node in waiting)
        {
            if (!IsReady(node) && CanMoreCome(node, waiting, ref reached))
                continue;
            Settle(node);
            return true;
        }
        // Those that wait for each other only: the first goes on.
        if (waiting.Count > 0 && !Alive.Any())
        {
            Settle(waiting[0]);
            return true;
        }
        return false;
    }

    void Settle(int node)
    {
        if (IsReady(node) || Graph.Joins[node] != FlowJoinMode.WaitAll)
            Scheduled.Add(node);
        else
            foreach (var way in Graph.Inbound[node])
                State.Arrivals[way.Index] = 0;
    }

    bool CanMoreCome(int node, List<int> waiting, ref NodeSet? reached)
    {
        var expected = Graph.Merges[node] == MergeMode.Converge ? Graph.Inbound[node] : Routes.ForwardInbound(node);
        if (!Array.Exists(expected, lacksToken))
            return false;
        if (Alive.Any(alive => Array.Exists(Graph.Outbound[alive], way => way.Target == node && lacksToken(way) && (expected == Graph.Inbound[node] || !Routes.IsBackward(way)))))
            return true;
        var fromAlive = reached ??= Graph.ReachedFrom(Alive);
        if (Array.Exists(expected, way => lacksToken(way) && fromAlive.Contains(way.Source)))
            return true;
        var fromOthers = Graph.ReachedFrom(waiting.Where(other => other != node));
        return Array.Exists(expected, way => lacksToken(way) && fromOthers.Contains(way.Source));
    }
}

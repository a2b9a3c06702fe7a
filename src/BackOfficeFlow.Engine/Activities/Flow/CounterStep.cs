namespace BackOfficeFlow.Engine.Activities;

/// <summary>
/// Counts arrivals per connection and takes dead paths out: a node that will not run tells its followers so, and joins behind decisions do not hang.
/// Inside a loop a way out that was not taken is only given up when the loop has come to rest; going back begins a new round.
/// </summary>
sealed class CounterStep(FlowGraph graph, FlowState state, IReadOnlyList<LiveChild> live) : FlowStep(graph, state, live)
{
    readonly Queue<(int Node, EndedChild? Child)> todo = new();

    /// <summary>Planted: see <see cref="PlantedBug"/>.</summary>
    public bool LeavesDeadPaths { get; init; }

    public override void Ended(int node, EndedChild child)
    {
        if (!Routes.IsReached(node))
        {
            Problem = $"The activity '{Graph.Nodes[node]}' cannot be reached from the start of the flowchart.";
            return;
        }
        todo.Enqueue((node, child));
        do
        {
            while (Problem is null && todo.TryDequeue(out var next))
                Leave(next.Node, next.Child);
        }
        while (Problem is null && GiveUpWaysOut());
    }

    void Leave(int node, EndedChild? child)
    {
        foreach (var way in Graph.Outbound[node])
        {
            var isFollowed = IsFollowed(way, child);
            if (Routes.IsBackward(way))
            {
                if (isFollowed)
                    GoBack(way);
            }
            else if (!isFollowed && Routes.Leaves[way.Index] >= 0)
            {
                State.Blocks[way.Index] = 1;
            }
            else
            {
                State.Blocks[way.Index] = 0;
                Arrive(way, isFollowed);
            }
        }
    }

    void GoBack(FlowConnection way)
    {
        if (!Routes.IsValidBackward(way))
        {
            Problem = $"Invalid backward connection: Every path from the source ('{Graph.Nodes[way.Source]}') must go through the target ('{Graph.Nodes[way.Target]}') when tracing back to the start.";
            return;
        }
        var body = Routes.Loop(way.Target)!;
        var isNewRound = !AnyAlive(body);
        foreach (var inner in body.Nodes().SelectMany(node => Graph.Outbound[node]))
        {
            State.Blocks[inner.Index] = 0;
            if (isNewRound && body.Contains(inner.Target))
                (State.Arrivals[inner.Index], State.Marks[inner.Index]) = (0, false);
        }
        Scheduled.Add(way.Target);
    }

    void Arrive(FlowConnection way, bool isFollowed)
    {
        State.Arrivals[way.Index]++;
        State.Marks[way.Index] = isFollowed;
        Decide(way.Target);
    }

    void Decide(int node)
    {
        var inbound = Routes.ForwardInbound(node);
        var haveAllCome = Array.TrueForAll(inbound, way => State.Arrivals[way.Index] > 0);
        var goesOn = Graph.Joins[node] switch
        {
            FlowJoinMode.WaitAny => Array.Exists(inbound, HasReallyCome),
            FlowJoinMode.WaitAll => haveAllCome && Array.TrueForAll(inbound, HasReallyCome),
            _ => haveAllCome && Array.Exists(inbound, HasReallyCome)
        };
        if (!goesOn && !haveAllCome)
            return;

        // Each way gives up one arrival; one that has not come yet owes it, and is ignored when it does.
        foreach (var way in inbound)
            State.Arrivals[way.Index]--;
        if (!goesOn)
        {
            if (!LeavesDeadPaths)
                todo.Enqueue((node, null));
            return;
        }
        Scheduled.Add(node);
        if (Graph.Joins[node] == FlowJoinMode.WaitAny)
            CancelOthers(node);
    }

    bool HasReallyCome(FlowConnection way) => State.Arrivals[way.Index] > 0 && State.Marks[way.Index];

    bool GiveUpWaysOut()
    {
        var given = false;
        foreach (var way in Routes.WaysOut)
        {
            if (State.Blocks[way.Index] == 0 || AnyAlive(Routes.Loop(Routes.Leaves[way.Index])!))
                continue;
            State.Blocks[way.Index] = 0;
            Arrive(way, false);
            given = true;
        }
        return given;
    }
}

namespace BackOfficeFlow.Engine.Tests.Properties;

/// <summary>
/// §6.2: in each round every way is open until it is known whether it was followed or is dead, and every node is decided once: run or skipped.
/// A node that is skipped makes its ways dead. Going back opens the loop's ways and nodes anew.
/// </summary>
sealed class CounterGame(Flow flow, string start) : FlowGame(flow, start)
{
    enum Fate { Open, Followed, Dead }

    readonly Dictionary<Way, Fate> fates = flow.Ways.ToDictionary(way => way, _ => Fate.Open);
    readonly HashSet<string> decided = [start];

    // Ways out of a loop that this round did not take: perhaps another one will.
    readonly HashSet<Way> notYetLeft = [];

    public override FlowMove Ended(string node, string[]? outcomes, IReadOnlyList<string> live)
    {
        var move = new FlowMove([], []);
        var ends = new Queue<(string Node, string[]? Outcomes)>([(node, outcomes)]);
        do
        {
            while (ends.TryDequeue(out var end))
                foreach (var way in OutOf(end.Node))
                    Go(way, end.Outcomes?.Contains(way.Port) == true, move, ends);
        }
        while (GiveUp(live, move, ends));
        return move;
    }

    void Go(Way way, bool isFollowed, FlowMove move, Queue<(string, string[]?)> ends)
    {
        if (way.IsBack)
        {
            if (isFollowed)
                GoBack(way.To, move);
            return;
        }
        if (!isFollowed && OutermostLoopLeftBy(way) is not null)
        {
            notYetLeft.Add(way);
            return;
        }
        notYetLeft.Remove(way);
        fates[way] = isFollowed ? Fate.Followed : Fate.Dead;
        Decide(way.To, move, ends);
    }

    void Decide(string node, FlowMove move, Queue<(string, string[]?)> ends)
    {
        // A join that went on with the first ignores the others (§6.2).
        if (decided.Contains(node))
            return;
        var inbound = Into(node).ConvertAll(way => fates[way]);
        var allKnown = !inbound.Contains(Fate.Open);
        var runs = KindOf(node) switch
        {
            JoinKind.WaitAny => inbound.Contains(Fate.Followed),
            JoinKind.WaitAll => inbound.TrueForAll(fate => fate == Fate.Followed),
            // Every node where ways meet is a join that waits for all that are under way.
            _ => allKnown && inbound.Contains(Fate.Followed)
        };
        if (!runs && !allKnown)
            return;
        decided.Add(node);
        if (!runs)
        {
            ends.Enqueue((node, null));
            return;
        }
        move.Runs.Add(node);
        if (KindOf(node) == JoinKind.WaitAny)
            move.Overtakes.Add(Before(node));
    }

    void GoBack(string head, FlowMove move)
    {
        var body = Loop(head);
        foreach (var way in Ways.Where(way => body.Contains(way.From)))
        {
            notYetLeft.Remove(way);
            if (body.Contains(way.To))
                fates[way] = Fate.Open;
        }
        decided.ExceptWith(body.Where(node => node != head));
        move.Runs.Add(head);
    }

    // A way out that was not taken is dead when nothing in the loop can take it any more.
    bool GiveUp(IReadOnlyList<string> live, FlowMove move, Queue<(string, string[]?)> ends)
    {
        var given = false;
        foreach (var way in Ways.Where(notYetLeft.Contains).ToList())
        {
            if (OutermostLoopLeftBy(way)!.Overlaps(live.Concat(move.Runs)))
                continue;
            notYetLeft.Remove(way);
            fates[way] = Fate.Dead;
            Decide(way.To, move, ends);
            given = true;
        }
        return given;
    }

    HashSet<string>? OutermostLoopLeftBy(Way way) => Ways.Where(back => back.IsBack).Select(back => Loop(back.To))
        .Where(loop => loop.Contains(way.From) && !loop.Contains(way.To)).MaxBy(loop => loop.Count);

    /// <summary>The head, and all that lie between it and where it is gone back from.</summary>
    HashSet<string> Loop(string head)
    {
        var after = Closure([head], ForwardWays, way => way.From, way => way.To);
        var before = Closure(Ways.Where(way => way.IsBack && way.To == head).Select(way => way.From), ForwardWays, way => way.To, way => way.From);
        return [.. after.Where(before.Contains)];
    }
}

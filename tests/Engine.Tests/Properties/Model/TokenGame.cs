namespace BackOfficeFlow.Engine.Tests.Properties;

/// <summary>
/// §6.3: a way that is followed holds a token until its target has ended. Deviations: a token that a join swallows is gone (#4), and a node whose
/// missing tokens can no longer come goes on with those it has, or gives them up when it wants all (#6).
/// </summary>
sealed class TokenGame(Flow flow, string start) : FlowGame(flow, start)
{
    readonly List<Way> tokens = [];

    // Arrivals that are to be swallowed, because their join has gone on without them.
    readonly List<Way> blocks = [];

    public override FlowMove Ended(string node, string[]? outcomes, IReadOnlyList<string> live)
    {
        var move = new FlowMove([], []);
        tokens.RemoveAll(way => way.To == node);
        if (outcomes is null)
        {
            // A cancelled node takes its own tokens away, and what will not come need not be swallowed.
            tokens.RemoveAll(way => way.From == node);
            foreach (var way in OutOf(node))
                blocks.Remove(way);
        }
        else
        {
            var followed = OutOf(node).Where(way => outcomes.Contains(way.Port)).ToList();
            tokens.AddRange(followed);
            foreach (var way in followed)
                Arrive(way, move);
        }
        while (Settle(live, move))
        {
        }
        // Only what is under way in this round is still swallowed; what comes by a way back belongs to the next.
        var ahead = Closure(live.Concat(move.Runs).Concat(tokens.Select(token => token.To)), ForwardWays, way => way.From, way => way.To);
        blocks.RemoveAll(way => !ahead.Contains(way.From));
        return move;
    }

    void Arrive(Way way, FlowMove move)
    {
        if (MergeOf(way.To) is var merge && merge is not (Merge.Cascade or Merge.Race))
        {
            if (IsReady(way.To))
                move.Runs.Add(way.To);
            return;
        }
        if (blocks.Remove(way))
        {
            tokens.Remove(way);
            return;
        }
        blocks.AddRange(Into(way.To).Where(other => other != way));
        move.Runs.Add(way.To);
        if (merge == Merge.Race)
            move.Overtakes.Add(Before(way.To));
    }

    bool IsReady(string node) => MergeOf(node) switch
    {
        Merge.Merge => Into(node) is var inbound && (inbound.Count <= 1 || inbound.TrueForAll(tokens.Contains)),
        Merge.Converge => Ways.Where(way => way.To == node).All(tokens.Contains),
        // Only the direct sources are looked at: with branches of unequal length it runs once for each (#5).
        _ => !Into(node).Exists(way => tokens.Exists(token => token.To == way.From && token.From != way.From))
    };

    bool Settle(IReadOnlyList<string> live, FlowMove move)
    {
        var alive = live.Concat(move.Runs).ToHashSet();
        var waiting = Nodes.Where(node => tokens.Exists(token => token.To == node) && !alive.Contains(node)).ToList();
        var next = waiting.Find(node => IsReady(node) || !CanMoreCome(node, alive.Concat(waiting.Where(other => other != node))));
        // Those that wait for one another only: the first goes on.
        if (next is null && alive.Count == 0 && waiting.Count > 0)
            next = waiting[0];
        if (next is null)
            return false;
        if (IsReady(next) || KindOf(next) != JoinKind.WaitAll)
            move.Runs.Add(next);
        else
            tokens.RemoveAll(token => token.To == next);
        return true;
    }

    bool CanMoreCome(string node, IEnumerable<string> sources)
    {
        var reachable = Closure(sources, Ways, way => way.From, way => way.To);
        var expected = MergeOf(node) == Merge.Converge ? [.. Ways.Where(way => way.To == node)] : Into(node);
        return expected.Exists(way => !tokens.Contains(way) && reachable.Contains(way.From));
    }
}

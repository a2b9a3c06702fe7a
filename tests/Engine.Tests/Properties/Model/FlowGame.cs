namespace BackOfficeFlow.Engine.Tests.Properties;

/// <summary>Which nodes run next, and for each join that has gone on with the first, which nodes it has overtaken.</summary>
sealed record FlowMove(List<string> Runs, List<IReadOnlySet<string>> Overtakes);

/// <summary>§6: what happens in a flowchart because one of its nodes ended.</summary>
abstract class FlowGame(Flow flow, string start)
{
    protected IReadOnlyList<Way> Ways { get; } = flow.Ways;
    protected HashSet<string> Reached { get; } = Closure([start], flow.Ways, way => way.From, way => way.To);

    /// <summary>Without outcomes it was cancelled.</summary>
    public abstract FlowMove Ended(string node, string[]? outcomes, IReadOnlyList<string> live);

    /// <summary>All from which a node is reached without going back.</summary>
    public IReadOnlySet<string> Before(string node)
    {
        var before = Closure([node], ForwardWays, way => way.To, way => way.From);
        before.Remove(node);
        return before;
    }

    protected IEnumerable<Way> ForwardWays => Ways.Where(way => !way.IsBack && Reached.Contains(way.From));
    protected List<Way> Into(string node) => [.. ForwardWays.Where(way => way.To == node)];
    protected IEnumerable<Way> OutOf(string node) => Ways.Where(way => way.From == node);
    protected JoinKind? KindOf(string node) => (flow.Nodes.First(step => step.Id == node) as Join)?.Kind;
    protected IEnumerable<string> Nodes => flow.Nodes.Select(node => node.Id);

    // FlowJoin by tokens: WaitAny is Race, the others Merge (§6.3).
    protected Merge MergeOf(string node) => KindOf(node) switch
    {
        JoinKind.WaitAny => Merge.Race,
        not null => Merge.Merge,
        null => flow.Merges.GetValueOrDefault(node)
    };

    protected static HashSet<string> Closure(IEnumerable<string> starts, IEnumerable<Way> ways, Func<Way, string> near, Func<Way, string> far)
    {
        var reached = starts.ToHashSet();
        var todo = new Queue<string>(reached);
        var all = ways.ToList();
        while (todo.TryDequeue(out var node))
            foreach (var way in all.Where(way => near(way) == node))
                if (reached.Add(far(way)))
                    todo.Enqueue(far(way));
        return reached;
    }
}

using System.Collections.Concurrent;
using System.Text.Json;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Engine.Activities;

/// <summary>How a node with several inbound connections takes arrivals when flowcharts decide by tokens (Elsa's <c>mergeMode</c>).</summary>
enum MergeMode { Stream, Merge, Converge, Cascade, Race }

/// <summary>A way from one activity's port to another activity. <see cref="Key"/> names it in saved state.</summary>
sealed record FlowConnection(int Index, int Source, string Port, int Target, string Key);

/// <summary>The nodes and connections of one flowchart, made when the definition is compiled.</summary>
public sealed class FlowGraph
{
    readonly ConcurrentDictionary<int, FlowRoutes> routes = new();
    readonly Dictionary<string, int> indices = new(StringComparer.Ordinal);

    internal string[] Nodes { get; }
    internal FlowConnection[] Connections { get; }
    internal FlowConnection[][] Outbound { get; }
    internal FlowConnection[][] Inbound { get; }
    internal MergeMode[] Merges { get; }
    internal FlowJoinMode?[] Joins { get; }

    /// <summary>The nodes that go on with the first arrival and swallow the others.</summary>
    internal int[] Races { get; }

    /// <summary>Where the flow begins when no trigger says otherwise; -1 when there is nothing.</summary>
    internal int Start { get; }

    FlowGraph(IReadOnlyList<ActivityModel> activities, IEnumerable<(string Source, string Port, string Target)> connections)
    {
        Nodes = [.. activities.Select(activity => activity.Id)];
        for (var i = 0; i < Nodes.Length; i++)
            indices.TryAdd(Nodes[i], i);
        Connections = [.. connections.Distinct().Select((way, i) => new FlowConnection(i, indices[way.Source], way.Port, indices[way.Target], $"{way.Source}|{way.Port}|{way.Target}"))];
        Outbound = Grouped(way => way.Source);
        Inbound = Grouped(way => way.Target);
        Joins = [.. activities.Select(ReadJoin)];
        Merges = [.. activities.Select((activity, i) => ReadMerge(activity, Joins[i]))];
        Races = [.. Enumerable.Range(0, Nodes.Length).Where(node => Merges[node] is MergeMode.Cascade or MergeMode.Race)];
        Start = FindStart(activities);
    }

    FlowConnection[][] Grouped(Func<FlowConnection, int> by)
    {
        var groups = Connections.ToLookup(by);
        return [.. Nodes.Select((_, node) => groups[node].ToArray())];
    }

    public static FlowGraph Read(PartSource source)
    {
        var activities = source.Activity.ChildrenOf("activities").ToList();
        var known = activities.Select(activity => activity.Id).ToHashSet(StringComparer.Ordinal);
        var ways = new List<(string, string, string)>();
        foreach (var connection in source.Activity.Json.Property("connections").Items())
        {
            var (from, port, to) = ReadConnection(connection);
            if (from is not null && to is not null && known.Contains(from) && known.Contains(to))
                ways.Add((from, port, to));
            else
                source.Findings.Add(Finding.Warning("dangling-connection", source.Activity.Id, "connections", from ?? "", port, to ?? ""));
        }
        return new FlowGraph(activities, ways);
    }

    // The form of today, and the flat one of older files.
    static (string? From, string Port, string? To) ReadConnection(JsonElement connection)
    {
        var source = connection.Property("source");
        var target = connection.Property("target");
        return source.ValueKind == JsonValueKind.Object || target.ValueKind == JsonValueKind.Object
            ? (source.TextOf("activity"), source.TextOf("port") ?? "Done", target.TextOf("activity"))
            : (source.Text(), connection.TextOf("sourcePort") ?? "Done", target.Text());
    }

    static FlowJoinMode? ReadJoin(ActivityModel activity)
    {
        if (activity.Type != "Elsa.FlowJoin")
            return null;
        var mode = activity.Json.Property("mode");
        var written = mode.ValueKind == JsonValueKind.Object ? mode.Property("expression").Property("value") : mode;
        return Enum.TryParse<FlowJoinMode>(written.Text(), ignoreCase: true, out var join) ? join : FlowJoinMode.WaitAny;
    }

    static MergeMode ReadMerge(ActivityModel activity, FlowJoinMode? join) => join switch
    {
        FlowJoinMode.WaitAny => MergeMode.Race,
        not null => MergeMode.Merge,
        _ => Enum.TryParse<MergeMode>(activity.Json.Property("customProperties").TextOf("mergeMode"), ignoreCase: true, out var merge) ? merge : MergeMode.Stream
    };

    int FindStart(IReadOnlyList<ActivityModel> activities)
    {
        for (var i = 0; i < activities.Count; i++)
            if (activities[i].Type == "Elsa.Start")
                return i;
        for (var i = 0; i < activities.Count; i++)
            if (activities[i].CanStartWorkflow)
                return i;
        for (var i = 0; i < activities.Count; i++)
            if (Inbound[i].Length == 0)
                return i;
        return activities.Count > 0 ? 0 : -1;
    }

    internal int IndexOf(string nodeId) => indices.GetValueOrDefault(nodeId, -1);

    internal FlowRoutes From(int start) => routes.GetOrAdd(start, from => new FlowRoutes(this, from));

    /// <summary>Every node that can be reached from these, they themselves included, going back allowed.</summary>
    internal NodeSet ReachedFrom(IEnumerable<int> starts)
    {
        var reached = new NodeSet(Nodes.Length);
        var todo = new Stack<int>(starts.Where(reached.Add));
        while (todo.TryPop(out var next))
            foreach (var way in Outbound[next])
                if (reached.Add(way.Target))
                    todo.Push(way.Target);
        return reached;
    }
}

using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Engine.Running;

/// <summary>Holds the connections of a flowchart against the outcomes of its steps: an outcome without a way ends the case without a word, a way without its outcome is never gone.</summary>
static class OutcomeLint
{
    public static void Check(FlowGraph graph, IReadOnlyDictionary<string, Node> nodes, List<Finding> findings)
    {
        for (var index = 0; index < graph.Nodes.Length; index++)
        {
            // A step that nothing leaves is an end, and meant to be one.
            if (graph.Outbound[index].Length == 0 || !nodes.TryGetValue(graph.Nodes[index], out var node) || OutcomesOf(node) is not { } outcomes)
                continue;

            var ways = graph.Outbound[index].Select(way => way.Port).Distinct().ToList();
            foreach (var way in ways.Where(way => !outcomes.All.Contains(way)))
                findings.Add(Finding.Warning("unknown-port", node.Id, null, node.Id, way, string.Join(", ", outcomes.All)));
            foreach (var outcome in outcomes.Certain.Where(outcome => !ways.Contains(outcome)))
                findings.Add(Finding.Warning("outcome-leads-nowhere", node.Id, null, outcome));
        }
    }

    /// <summary>By what a step may end, where its definition tells; null where it does not.</summary>
    static Outcomes? OutcomesOf(Node node)
    {
        // What answers a call from outside has ends that nobody draws: an unreachable server, a file that is too large.
        if (node.ActivityType.IsAssignableTo(typeof(HttpRequestActivity)) || node.ActivityType == typeof(HttpEndpoint))
            return null;
        var fixedOnes = node.Descriptor.Attribute.Outcomes;
        if (node.Parts.Select(part => part.Value).OfType<Cases>().FirstOrDefault() is { } cases && fixedOnes.Length > 0)
            return new Outcomes([.. cases.Labels, .. fixedOnes], cases.Labels);
        if (node.Descriptor.Inputs.FirstOrDefault(input => input.Attribute.Hint == "dynamic-outcomes") is { } chosen)
            return Chosen(node, chosen) is { } names ? new Outcomes([.. names, .. fixedOnes], names) : null;
        // Of other steps nobody can say from here which of their outcomes come without a setting, and an unanswered one may well be meant to end its branch.
        return fixedOnes.Length > 0 ? new Outcomes(fixedOnes, node.ActivityType == typeof(FlowDecision) ? fixedOnes : []) : null;
    }

    /// <summary>The names that the designer chose; null when they are worked out as the case runs.</summary>
    static IReadOnlyList<string>? Chosen(Node node, InputDescriptor chosen)
    {
        if (Array.Find(node.Inputs, input => input.Name == chosen.Name) is not { IsConstant: true, Constant: IEnumerable<object?> list })
            return null;
        var names = list.Select(entry => entry as string ?? (entry as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault("name") as string).ToList();
        return names.Count > 0 && names.TrueForAll(name => name is not null) ? [.. names.OfType<string>()] : null;
    }

    /// <param name="All">What it may end by.</param>
    /// <param name="Certain">What its author has named: a default that leads nowhere says "otherwise nothing".</param>
    sealed record Outcomes(IReadOnlyList<string> All, IReadOnlyList<string> Certain);
}

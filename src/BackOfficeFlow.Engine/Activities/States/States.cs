using System.Globalization;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Engine.Activities;

/// <summary>The states of a state machine.</summary>
public sealed class States
{
    readonly IReadOnlyList<State> all;

    States(IReadOnlyList<State> all) => this.all = all;

    public static States Read(PartSource source)
    {
        var states = new List<State>();
        foreach (var item in source.Json.Items())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{source.Property}[{states.Count}]");
            var name = item.TextOf("name") ?? "";
            if (states.Exists(state => state.Name == name))
                source.Findings.Add(Finding.Error("duplicate-state", source.Activity.Id, $"{place}.name", name));
            states.Add(new State(name, source.Activity.Child($"{place}.entry")?.Id, source.Activity.Child($"{place}.exit")?.Id));
        }
        if (states.Count > 0 && source.Activity.Json.TextOf("initialState") is var initial && states.TrueForAll(state => state.Name != initial))
            source.Findings.Add(Finding.Error("unknown-state", source.Activity.Id, "initialState", initial ?? "", Names(states)));
        return new States(states);
    }

    internal State? Find(string name) => all.FirstOrDefault(state => state.Name == name);

    internal static string Names(IEnumerable<State> states) => string.Join(", ", states.Select(state => state.Name));
}

/// <summary>A state: what runs when it is entered and when it is left (node ids).</summary>
sealed record State(string Name, string? Entry, string? Exit);

/// <summary>The transitions of a state machine, in the order in which they are tried.</summary>
public sealed class Transitions
{
    Transitions(IReadOnlyList<Transition> all) => All = all;

    internal IReadOnlyList<Transition> All { get; }

    public static Transitions Read(PartSource source)
    {
        var states = source.Activity.Json.Property("states").Items().Select(state => state.TextOf("name") ?? "").ToList();
        var transitions = new List<Transition>();
        foreach (var item in source.Json.Items())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{source.Property}[{transitions.Count}]");
            var (from, to) = (item.TextOf("from") ?? "", item.TextOf("to") ?? "");
            foreach (var (end, name) in new[] { ("from", from), ("to", to) })
                if (!states.Contains(name))
                    source.Findings.Add(Finding.Error("unknown-state", source.Activity.Id, $"{place}.{end}", name, string.Join(", ", states)));
            transitions.Add(new Transition(from, to, source.Activity.Child($"{place}.trigger")?.Id, AddCondition(source, item, $"{place}.condition"), source.Activity.Child($"{place}.action")?.Id));
        }
        return new Transitions(transitions);
    }

    internal IReadOnlyList<int> From(string state) => [.. Enumerable.Range(0, All.Count).Where(number => All[number].From == state)];

    static string? AddCondition(PartSource source, System.Text.Json.JsonElement item, string place)
    {
        var written = item.Property("condition");
        if (written.IsAbsent())
            return null;
        source.AddExpression(place, written.Property("expression") is { ValueKind: System.Text.Json.JsonValueKind.Object } wrapped ? wrapped : written, typeof(bool));
        return place;
    }
}

/// <summary>A way from state to state. Trigger and action are node ids, the condition the name of an expression; each may be absent.</summary>
sealed record Transition(string From, string To, string? Trigger, string? Condition, string? Action);

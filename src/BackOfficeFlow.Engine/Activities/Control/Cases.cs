using System.Globalization;
using System.Text.Json;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Engine.Activities;

/// <summary>Whether the first case that holds is taken, or every one.</summary>
public enum SwitchMode { MatchFirst, MatchAny }

/// <summary>The cases of a switch: a label, a condition, and perhaps an activity.</summary>
public sealed class Cases
{
    readonly IReadOnlyList<(string Label, string Condition, string? NodeId)> cases;

    Cases(IReadOnlyList<(string, string, string?)> cases) => this.cases = cases;

    public IReadOnlyList<string> Labels => [.. cases.Select(@case => @case.Label)];

    public static Cases Read(PartSource source)
    {
        var cases = new List<(string, string, string?)>();
        foreach (var item in source.Json.Items())
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{source.Property}[{cases.Count}]");
            var condition = $"{place}.condition";
            // Conditions stand as bare expressions; newer files wrap them as inputs.
            var expression = item.Property("condition") is var written && written.Property("expression") is { ValueKind: JsonValueKind.Object } wrapped ? wrapped : written;
            source.AddExpression(condition, expression, typeof(bool));
            cases.Add((item.TextOf("label") ?? "", condition, source.Activity.Child($"{place}.activity")?.Id));
        }
        return new Cases(cases);
    }

    internal async ValueTask<IReadOnlyList<(string Label, string? NodeId)>> Match(ActivityContext context, SwitchMode mode)
    {
        var matches = new List<(string, string?)>();
        foreach (var (label, condition, nodeId) in cases)
        {
            if (await context.Evaluate(condition) is not true)
                continue;
            matches.Add((label, nodeId));
            if (mode == SwitchMode.MatchFirst)
                break;
        }
        return matches;
    }
}

[Activity("Elsa.Switch", Category = "Branching", Description = "Runs the activities of the cases that hold.")]
public sealed class Switch : Activity
{
    [Input("Take the first case that holds, or every one.")] public SwitchMode Mode { get; set; }
    [Part("The cases, in order.", Hint = "switch-editor")] public Cases? Cases { get; set; }
    [Part("Runs when no case holds.")] public string? Default { get; set; }
    [Output("The label of the case that was taken.")] public object? Output { get; set; }

    public override async Task<ActivityResult> Execute(ActivityContext context)
    {
        var matches = Cases is null ? [] : await Cases.Match(context, Mode);
        string?[] nodes = matches.Count > 0 ? [.. matches.Select(match => match.NodeId)] : [Default];
        var children = nodes.OfType<string>().Select(id => new ChildRequest(id)).ToList();
        return children.Count == 0 ? Done() : Run(children);
    }

    public override Task<ActivityResult> ChildEnded(ActivityContext context, EndedChild child) => context.LiveChildren.Count == 0 ? Done() : Stay();
}

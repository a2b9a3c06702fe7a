using System.Globalization;

namespace BackOfficeFlow.Engine.Tests.Properties;

/// <summary>Writes a plan as the definition that a designer would have drawn.</summary>
static class PlanJson
{
    public static string Of(Plan plan, string options = "") =>
        Write.Definition(Of(plan.Root), string.Join(",", plan.Variables.Select(name => Write.Variable(name, "Int32", 0))), options);

    static string Of(Step step) => step switch
    {
        Line { Shows: null } line => Write.Line(line.Id),
        Line line => Write.Script(line.Id, $"'{line.Id}:' + getVariable('{line.Shows}')"),
        Put put => Write.Set(put.Id, put.Variable, Text(put.Value)),
        Mix mix => Write.Set(mix.Id, mix.Variable, $"(2 * variables.{mix.Variable} + {Text(mix.Add)}) % 1000"),
        Count count => Write.Set(count.Id, count.Variable, $"variables.{count.Variable} + 1"),
        Await wait => OfWait(wait),
        // What a number cannot hold is a fault.
        Stumble => Write.Set(step.Id, Plan.Mended, $"variables.{Plan.Mended} == 0 ? 'broken' : 1"),
        Leave leave => Write.Activity($"Elsa.{leave.Kind}", leave.Id),
        Sequence sequence => Write.Activity("Elsa.Sequence", sequence.Id, $"\"activities\":{List(sequence.Steps)}", Locals(sequence)),
        Parallel parallel => Write.Activity("Elsa.Parallel", parallel.Id, $"\"activities\":{List(parallel.Steps)}"),
        Fork fork => Write.Activity("Elsa.Fork", fork.Id, $"\"joinMode\":\"{(fork.GoesOnWithFirst ? "WaitAny" : "WaitAll")}\"", $"\"branches\":{List(fork.Branches)}"),
        If choice => Write.Activity("Elsa.If", choice.Id, [When(choice.Condition), .. Branch("then", choice.Then), .. Branch("else", choice.Else)]),
        Switch choice => Write.Activity("Elsa.Switch", choice.Id,
            [Mode(choice.TakesAll), $"\"cases\":[{string.Join(",", choice.Cases.Select((item, i) => Case(Text(i), item.When, item.Then)))}]", .. Branch("default", choice.Default)]),
        While loop => Write.Activity("Elsa.While", loop.Id, [When(loop.Condition), .. Branch("body", loop.Body)]),
        For loop => Write.Activity("Elsa.For", loop.Id, [Write.Input("start", "Int32", "Literal", loop.Start), Write.Input("end", "Int32", "Literal", loop.End), Write.Input("step", "Int32", "Literal", loop.By),
            Write.Input("outerBoundInclusive", "Boolean", "Literal", loop.IsInclusive), .. Branch("body", loop.Body)]),
        ForEach loop => Write.Activity(loop.AtOnce ? "Elsa.ParallelForEach" : "Elsa.ForEach", loop.Id,
            [Write.Input("items", "Object", "JavaScript", $"[{string.Join(",", loop.Items.Select(Text))}]"), .. Branch("body", loop.Body)]),
        Flow flow => OfFlow(flow),
        Decision decision => Write.Decision(decision.Id, decision.Condition.Script),
        Choice choice => Write.Activity("Elsa.FlowSwitch", choice.Id, Mode(choice.TakesAll), $"\"cases\":[{string.Join(",", choice.Cases.Select(item => Case(item.Label, item.When, null)))}]"),
        Split split => Write.Activity("Elsa.FlowFork", split.Id, Write.Input("branches", "List<String>", "JavaScript", $"[{string.Join(",", split.Branches.Select(branch => $"'{branch}'"))}]")),
        Join join => Write.Join(join.Id, join.Kind.ToString()),
        _ => throw new InvalidOperationException($"No activity for {step}.")
    };

    static string OfWait(Await wait)
    {
        string[] more = wait.Into is { } into ? [$$$"""
            "result":{"typeName":"Object","memoryReference":{"id":"{{{into}}}-id"}}
            """] : [];
        return wait.Kind switch
        {
            WaitKind.Event => Write.Activity("Elsa.Event", wait.Id, [Write.Input("eventName", "String", "Literal", wait.Id), .. more]),
            WaitKind.Task => Write.Activity("Elsa.RunTask", wait.Id, [Write.Input("taskName", "String", "Literal", wait.Id), .. more]),
            WaitKind.Delay => Write.Activity("Elsa.Delay", wait.Id, Write.Input("timeSpan", "TimeSpan", "Literal", "00:05:00")),
            _ => Write.Activity("Elsa.Timer", wait.Id, Write.Input("interval", "TimeSpan", "Literal", "01:00:00"))
        };
    }

    static string OfFlow(Flow flow)
    {
        var nodes = flow.Nodes.Select(node => flow.Merges.TryGetValue(node.Id, out var merge)
            ? $$$"""{"customProperties":{"mergeMode":"{{{merge}}}"},{{{Of(node)[1..]}}}"""
            : Of(node)).ToArray();
        return Write.FlowActivity(flow.Id, string.Join(" ", flow.Ways.Select(way => $"{way.From}:{way.Port}>{way.To}")), nodes);
    }

    static string Locals(Sequence sequence) => $"\"variables\":[{(sequence.Local is { } local ? Write.Variable(local, "Int32", Sequence.LocalStart) : "")}]";

    static string When(Condition condition) => Write.Input("condition", "Boolean", "JavaScript", condition.Script);

    static string Mode(bool takesAll) => Write.Input("mode", "SwitchMode", "Literal", takesAll ? "MatchAny" : "MatchFirst");

    static string Case(string label, Condition when, Step? then) =>
        $$"""{"label":"{{label}}","condition":{"type":"JavaScript","value":"{{when.Script}}"}{{string.Concat(Branch("activity", then).Select(member => "," + member))}}}""";

    static string[] Branch(string name, Step? step) => step is null ? [] : [$"\"{name}\":{Of(step)}"];

    static string List(IEnumerable<Step> steps) => $"[{string.Join(",", steps.Select(Of))}]";

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

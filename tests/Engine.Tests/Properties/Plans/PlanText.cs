namespace BackOfficeFlow.Engine.Tests.Properties;

/// <summary>A plan in a line, for whoever reads a failure.</summary>
static class PlanText
{
    public static string Of(Plan plan) => Of(plan.Root);

    static string Of(Step? step) => step switch
    {
        null => "-",
        Line line => line.Shows is null ? line.Id : $"{line.Id} {line.Shows}",
        Put put => $"{put.Id} {put.Variable}={put.Value}",
        Mix mix => $"{mix.Id} {mix.Variable}=2*{mix.Variable}+{mix.Add}",
        Count count => $"{count.Id} {count.Variable}++",
        Await wait => $"{wait.Id} {wait.Kind}{(wait.Into is null ? "" : $" into {wait.Into}")}",
        Leave leave => $"{leave.Id} {leave.Kind}",
        Sequence sequence => $"{sequence.Id}({List(sequence.Steps)})",
        Parallel parallel => $"{parallel.Id}({List(parallel.Steps)})",
        Fork fork => $"{fork.Id}({(fork.GoesOnWithFirst ? "first of " : "")}{List(fork.Branches)})",
        If choice => $"{choice.Id}({choice.Condition.Script} ? {Of(choice.Then)} : {Of(choice.Else)})",
        Switch choice => $"{choice.Id}({(choice.TakesAll ? "all of " : "")}{string.Join("; ", choice.Cases.Select(item => $"{item.When.Script} ? {Of(item.Then)}"))}; else {Of(choice.Default)})",
        While loop => $"{loop.Id}({loop.Condition.Script}: {Of(loop.Body)})",
        For loop => $"{loop.Id}({loop.Start} to {loop.End} by {loop.By}{(loop.IsInclusive ? " inclusive" : "")}: {Of(loop.Body)})",
        ForEach loop => $"{loop.Id}({(loop.AtOnce ? "at once " : "")}{string.Join(",", loop.Items)}: {Of(loop.Body)})",
        Decision decision => $"{decision.Id} {decision.Condition.Script}",
        Choice choice => $"{choice.Id} {(choice.TakesAll ? "all of " : "")}{string.Join("; ", choice.Cases.Select(item => $"{item.When.Script} {item.Label}"))}",
        Split split => $"{split.Id} {string.Join("+", split.Branches)}",
        Join join => $"{join.Id} {join.Kind}",
        Flow flow => $"{flow.Id}({List(flow.Nodes)} | {string.Join(" ", flow.Ways.Select(way => $"{way.From}:{way.Port}>{way.To}"))}{string.Concat(flow.Merges.Select(merge => $" {merge.Key}:{merge.Value}"))})",
        _ => step.Id
    };

    static string List(IEnumerable<Step> steps) => string.Join(", ", steps.Select(Of));
}

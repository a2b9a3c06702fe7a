namespace BackOfficeFlow.Engine.Activities;

[Activity("Elsa.SetVariable", Category = "Primitives", Description = "Gives a variable a value.")]
public sealed class SetVariable : Activity
{
    [Part("The variable.", Hint = "variable-picker")] public VariableReference? Variable { get; set; }
    [Input("The value.")] public object? Value { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context) => Variable is null || !context.TrySetVariable(Variable, Value)
        ? Fault($"Variable '{Variable?.Id}' not found.", "unknown-variable")
        : Done();
}

[Activity("Elsa.SetOutput", Category = "Primitives", Description = "Gives an output of the workflow a value.")]
public sealed class SetOutput : Activity
{
    [Input("The output.", Hint = "output-picker")] public string? OutputName { get; set; }
    [Input("The value.")] public object? OutputValue { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context)
    {
        if (string.IsNullOrEmpty(OutputName))
            return Fault("The name of the output is missing.", "output-name-missing");
        context.SetOutput(OutputName, OutputValue);
        return Done();
    }
}

[Activity("Elsa.SetName", Category = "Primitives", Description = "Names the instance.")]
public sealed class SetName : Activity
{
    [Input("The name.")] public string? Value { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context)
    {
        context.InstanceName = Value;
        return Done();
    }
}

[Activity("Elsa.Correlate", Category = "Primitives", Description = "Ties the instance to something by its id.")]
public sealed class Correlate : Activity
{
    [Input("The correlation id.")] public string? CorrelationId { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context)
    {
        context.CorrelationId = CorrelationId;
        return Done();
    }
}

[Activity("Elsa.WriteLine", Category = "Console", Description = "Writes a line to the instance's console.")]
public sealed class WriteLine : Activity
{
    [Input("The line.")] public string? Text { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context)
    {
        context.WriteLine(Text);
        return Done();
    }
}

[Activity("Elsa.RunJavaScript", Category = "Scripting", Description = "Runs a script; it may set the outcomes.")]
public sealed class RunJavaScript : Activity
{
    [Input("The script.", Hint = "script", Lazy = true)] public string? Script { get; set; }
    [Input("The outcomes that the script may set.", Hint = "dynamic-outcomes")] public IReadOnlyList<string>? PossibleOutcomes { get; set; }
    [Output("What the script gave.", SkipsNull = true)] public object? Result { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context)
    {
        var outcomes = new List<string>();
        Result = context.RunScript(nameof(Script), outcomes);
        return Done([.. outcomes]);
    }
}

[Activity("Elsa.Start", Category = "Primitives", IsStart = true, Description = "Where a flowchart begins.")]
public sealed class Start : Activity
{
    public override Task<ActivityResult> Execute(ActivityContext context) => Done();
}

[Activity("Elsa.End", Category = "Primitives", IsTerminal = true, Description = "Ends the flowchart or sequence around it.")]
public sealed class End : Activity
{
    public override Task<ActivityResult> Execute(ActivityContext context) => new LeaveResult(LeaveScope.Container, DoneResult.Default);
}

[Activity("Elsa.Finish", Category = "Primitives", IsTerminal = true, Description = "Ends the whole instance.")]
public sealed class Finish : Activity
{
    public override Task<ActivityResult> Execute(ActivityContext context) => new LeaveResult(LeaveScope.Instance, DoneResult.Default);
}

[Activity("Elsa.Complete", Category = "Primitives", IsTerminal = true, Description = "Completes the workflow, or the one used as an activity around it, with outcomes.")]
public sealed class Complete : Activity
{
    [Input("The outcomes.", Hint = "outcome-picker")] public object? Outcomes { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context) => new LeaveResult(LeaveScope.Composite, Read(Outcomes));

    static List<string> Read(object? outcomes) => outcomes switch
    {
        null or "" => [],
        List<object?> list => [.. list.Select(Values.Text).OfType<string>()],
        string text when text.StartsWith('[') && Values.TryParseJson(text) is List<object?> list => Read(list),
        _ => [Values.Text(outcomes)!]
    };
}

[Activity("Elsa.Fault", Category = "Primitives", Description = "Fails on purpose: the instance needs attention.")]
public sealed class Fault : Activity
{
    [Input("What kind of failure.")] public string? Code { get; set; } = "0";
    [Input("Which part of the work.")] public string? Category { get; set; } = "General";
    [Input("System or business.")] public string? FaultType { get; set; } = "System";
    [Input("What a person reads.")] public string? Message { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context) => Fault(Message ?? "", Code ?? "0", Category ?? "General");
}

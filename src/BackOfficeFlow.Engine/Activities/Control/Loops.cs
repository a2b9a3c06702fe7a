namespace BackOfficeFlow.Engine.Activities;

[Activity("Elsa.While", Category = "Looping", Description = "Runs its body as long as a condition holds.")]
public sealed class While : Activity, ILoop
{
    [Input("Looked at before each round.", Hint = "singleline", Lazy = true)] public bool Condition { get; set; }
    [Part("What each round runs.")] public string? Body { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context) => Next(context);

    public override Task<ActivityResult> ChildEnded(ActivityContext context, EndedChild child) => Next(context);

    async Task<ActivityResult> Next(ActivityContext context) =>
        Body is not null && await context.Evaluate(nameof(Condition)) is true ? Run(new ChildRequest(Body)) : Done();
}

[Activity("Elsa.For", Category = "Looping", Description = "Counts from a start to an end and runs its body for each number.")]
public sealed class For : Activity, ILoop
{
    [Input("The first number.")] public int Start { get; set; }
    [Input("The last number.")] public int End { get; set; }
    [Input("What is added each time; negative counts down.")] public int Step { get; set; } = 1;
    [Input("The end itself still counts.")] public bool OuterBoundInclusive { get; set; } = true;
    [Part("What each round runs.")] public string? Body { get; set; }
    [Output("The number of this round.")] public long CurrentValue { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context) => RunFor(Start);

    public override Task<ActivityResult> ChildEnded(ActivityContext context, EndedChild child)
    {
        CurrentValue = long.Parse(child.Tag!, System.Globalization.CultureInfo.InvariantCulture);
        return RunFor(CurrentValue + Step);
    }

    Task<ActivityResult> RunFor(long number)
    {
        if (Body is null || !IsWithin(number))
            return Done();
        CurrentValue = number;
        return Run(new ChildRequest(Body)
        {
            Variables = new Dictionary<string, object?> { ["CurrentValue"] = number },
            Tag = number.ToString(System.Globalization.CultureInfo.InvariantCulture)
        });
    }

    bool IsWithin(long number) => Step >= 0
        ? number < End || (OuterBoundInclusive && number == End)
        : number > End || (OuterBoundInclusive && number == End);
}

[Activity("Elsa.ForEach", Category = "Looping", Description = "Runs its body for each item of a list, one after the other.")]
public sealed class ForEach : Activity, ILoop
{
    [Input("The items.")] public IReadOnlyList<object?>? Items { get; set; }
    [Part("What each round runs.")] public string? Body { get; set; }
    [Output("The item of this round.")] public object? CurrentValue { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context) => Items is null
        ? Fault("Value cannot be null. (Parameter 'source')", "items-missing")
        : RunFor(0);

    public override Task<ActivityResult> ChildEnded(ActivityContext context, EndedChild child)
    {
        var index = int.Parse(child.Tag!, System.Globalization.CultureInfo.InvariantCulture);
        CurrentValue = Items![index];
        return RunFor(index + 1);
    }

    Task<ActivityResult> RunFor(int index)
    {
        if (Body is null || index >= Items!.Count)
            return Done();
        CurrentValue = Items[index];
        return Run(LoopItem.Round(Body, Items[index], index));
    }
}

[Activity("Elsa.ParallelForEach", Category = "Looping", Description = "Runs its body for every item of a list at once.")]
public sealed class ParallelForEach : Activity, ILoop
{
    [Input("The items.")] public IReadOnlyList<object?>? Items { get; set; }
    [Part("What runs for each item.")] public string? Body { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context) => Body is null || Items is null || Items.Count == 0
        ? Done()
        : Run([.. Items.Select((item, index) => LoopItem.Round(Body, item, index))]);

    public override Task<ActivityResult> ChildEnded(ActivityContext context, EndedChild child) => context.LiveChildren.Count == 0 ? Done() : Stay();
}

static class LoopItem
{
    public static ChildRequest Round(string body, object? item, int index) => new(body)
    {
        Variables = new Dictionary<string, object?> { ["CurrentValue"] = item, ["CurrentIndex"] = (long)index },
        Tag = index.ToString(System.Globalization.CultureInfo.InvariantCulture)
    };
}

[Activity("Elsa.Break", Category = "Looping", IsTerminal = true, Description = "Ends the loop around it.")]
public sealed class Break : Activity
{
    public override Task<ActivityResult> Execute(ActivityContext context) => new LeaveResult(LeaveScope.Loop, DoneResult.Default);
}

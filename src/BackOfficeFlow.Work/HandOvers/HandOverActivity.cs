using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Tasks;

namespace BackOfficeFlow.Work.HandOvers;

/// <summary>Hands a piece of work to another process as a case of its own, and waits for what comes back.</summary>
[Activity("BackOffice.HandOver", Category = "People", DisplayName = "Hand over",
    Description = "Starts another process with all the facts and waits for its result. The process 'hand-over' stands in for one that does not exist yet: it gives the right queue a task.",
    TouchesRecords = true)]
public sealed class HandOverActivity(Stimuli stimuli) : Activity
{
    const string RememberedKey = "key";

    [Input("The process that takes over, by its definition id.", Hint = "workflow-definition-picker", Required = true)] public string Process { get; set; } = "hand-over";
    [Input("What it is about, for instance the process that it stands for: P05.")] public string? Subject { get; set; }
    [Input("What there is to do: a text, or @key of the other process's texts.", Required = true)] public string Title { get; set; } = "";
    [Input("Values for the {names} in title and instructions.", DisplayName = "Title arguments")] public Dictionary<string, object?>? TitleArguments { get; set; }
    [Input("How it is done.", Hint = "multiline")] public string? Instructions { get; set; }
    [Input("The queue whose people do it.", Hint = "dropdown", Options = "queues")] public string? Queue { get; set; }
    [Input("The form to fill in: area/name.", Hint = "dropdown", Options = "forms")] public string? Form { get; set; }
    [Input("How it may end: names, or objects with name, label and negative.", Hint = "json-editor")] public object? Outcomes { get; set; }
    [Input("From 1 (first) to 5 (last).", Hint = "dropdown", Choices = ["1", "2", "3", "4", "5"])] public int Priority { get; set; } = 3;
    [Input("How long there is: 4 BH, 1 BD, 20 CD.", DisplayName = "Due in", Format = "4 BH, 1 BD, 20 CD")] public string? DueIn { get; set; }
    [Input("After how long it moves on to another queue when nobody has finished it.", DisplayName = "Escalate after", Format = "4 BH, 1 BD, 20 CD")] public string? EscalateAfter { get; set; }
    [Input("The queue it then moves to.", DisplayName = "Escalate to", Hint = "dropdown", Options = "queues")] public string? EscalateTo { get; set; }
    [Input("The facts, by label.")] public Dictionary<string, object?>? Data { get; set; }

    [Output("What was filled in, by field.")] public Dictionary<string, object?>? Result { get; set; }
    [Output("How it ended.")] public string? Outcome { get; set; }
    [Output("Who finished it.")] public string? CompletedBy { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context)
    {
        var key = $"{context.InstanceId:N}/{context.ExecutionId}";
        context.Remember(RememberedKey, key);
        stimuli.Start(new StartInstance(Process, Order(key))
        {
            ParentInstanceId = context.InstanceId,
            BusinessKey = key,
            OperationId = $"hand-over:{key}",
            CorrelationId = context.CorrelationId,
            Name = context.InstanceName
        });
        context.Note("HandedOver", new Dictionary<string, object?> { ["process"] = Process, ["subject"] = Subject, ["queue"] = Queue, ["title"] = Title, ["arguments"] = TitleArguments });
        return WaitFor(new HandedBack(key), new Dictionary<string, object?> { [Promise.Title] = Title, [Promise.Arguments] = TitleArguments, [Promise.Queue] = Queue });
    }

    public override Task<ActivityResult> Resume(ActivityContext context, object? news)
    {
        var told = news as IReadOnlyDictionary<string, object?>;
        Outcome = told?.GetValueOrDefault(HandedBack.Outcome) as string;
        Result = told?.GetValueOrDefault(HandedBack.Result) as Dictionary<string, object?>;
        CompletedBy = told?.GetValueOrDefault(HandedBack.Person) as string;
        context.Note("HandedBack", new Dictionary<string, object?> { ["subject"] = Subject, ["title"] = Title, ["arguments"] = TitleArguments, ["outcome"] = Outcome, ["label"] = LabelOf(Outcome) });
        return Done();
    }

    string? LabelOf(string? outcome) => outcome is null ? null : TaskOutcome.Read(Outcomes).FirstOrDefault(known => known.Name == outcome)?.Label;

    public override Task Cancelled(ActivityContext context)
    {
        if (context.Recall(RememberedKey) is string key)
            stimuli.Tell(new HandOverWithdrawn(key));
        return Task.CompletedTask;
    }

    Dictionary<string, object?> Order(string key) => new(StringComparer.Ordinal)
    {
        ["Key"] = key, ["Subject"] = Subject, ["Title"] = Title, ["TitleArguments"] = TitleArguments, ["Instructions"] = Instructions, ["Queue"] = Queue, ["Form"] = Form,
        ["Outcomes"] = Outcomes, ["Priority"] = (long)Priority, ["DueIn"] = DueIn, ["EscalateAfter"] = EscalateAfter, ["EscalateTo"] = EscalateTo, ["Data"] = Data
    };
}

/// <summary>What pages say of a hand-over that is waited for, beside the wait.</summary>
static class Promise
{
    public const string Title = "title";
    public const string Arguments = "arguments";
    public const string Queue = "queue";
}

/// <summary>What was handed over has been done.</summary>
public sealed record HandedBack(string HandOver) : Stimulus(StimulusKind, HandOver)
{
    public const string StimulusKind = "HandOvers.HandedBack";
    public const string Outcome = "outcome";
    public const string Result = "result";
    public const string Person = "person";
}

/// <summary>What was handed over is not wanted any more.</summary>
public sealed record HandOverWithdrawn(string HandOver) : Stimulus("HandOvers.Withdrawn", HandOver);

namespace BackOfficeFlow.Engine.Activities;

/// <summary>Remembers how many instances there are and how many have ended, never which: there may be thousands.</summary>
[Activity("Elsa.BulkDispatchWorkflows", Category = "Composition", Outcomes = ["Completed", "Done"], DisplayName = "Bulk Dispatch Workflows", Description = "Starts a workflow for every item of a list.")]
public sealed class BulkDispatchWorkflows : Activity, IGivesInputs
{
    const string TypeName = "Elsa.BulkDispatchWorkflows";
    const string Total = "total";
    const string Ended = "ended";

    [Input("The workflow.", Hint = "workflow-definition-picker")] public string? WorkflowDefinitionId { get; set; }
    [Input("The items: a workflow is started for each.", Lazy = true)] public object? Items { get; set; }
    [Input("Under which name the workflow is given its item.")] public string? DefaultItemInputKey { get; set; } = "Item";
    [Input("The correlation id of an item's instance; getItem() is the item.", Lazy = true)] public string? CorrelationIdFunction { get; set; }
    [Input("What every workflow is given besides.", Lazy = true)] public IReadOnlyDictionary<string, object?>? Input { get; set; }
    [Input("Go on only when all have ended.")] public bool WaitForCompletion { get; set; } = true;
    [Input("Kept for Elsa: it traces nothing here.", IsHidden = true)] public bool StartNewTrace { get; set; }
    [Input("Kept for Elsa: there is one channel here.", IsHidden = true)] public string? ChannelName { get; set; }
    [Part("Runs for every instance that has finished.")] public string? ChildCompleted { get; set; }
    [Part("Runs for every instance that has failed.")] public string? ChildFaulted { get; set; }

    public override async Task<ActivityResult> Execute(ActivityContext context)
    {
        if (await ChildTarget.WhyNot(context, WorkflowDefinitionId) is { } fault)
            return fault;
        if (ItemsOf(await context.Evaluate(nameof(Items))) is not { } items)
            return Fault("The items are no list.", "items-are-no-list");
        if (items.Count == 0)
            return Done();

        context.StartChildren(WorkflowDefinitionId!, await Starts(context, items), WaitForCompletion ? Wait(context) : null);
        if (!WaitForCompletion)
            return Done();
        context.Remember(Total, (long)items.Count);
        context.Remember(Ended, 0L);
        return new WaitResult([Bookmark(context)]);
    }

    public override Task<ActivityResult> Resume(ActivityContext context, object? news)
    {
        var child = ChildState.From(news);
        context.Remember(Ended, Count(context, Ended) + 1);
        var port = child.SubStatus switch { "Faulted" => ChildFaulted, "Finished" => ChildCompleted, _ => null };
        if (port is not null)
            return new RunResult([new ChildRequest(port) { Variables = Tell(child) }], []) { Waits = [Bookmark(context)] };
        return HasAll(context) ? Done("Completed", "Done") : new WaitResult([Bookmark(context)]);
    }

    public override Task<ActivityResult> ChildEnded(ActivityContext context, EndedChild child) => HasAll(context) ? Done("Completed", "Done") : Stay();

    static bool HasAll(ActivityContext context) => Count(context, Ended) >= Count(context, Total) && context.LiveChildren.Count == 0;

    static long Count(ActivityContext context, string what) => context.Recall(what) is long count ? count : 0;

    ChildEndedStimulus Wait(ActivityContext context) => new(TypeName, $"{context.InstanceId:N}-{context.ExecutionId}");

    BookmarkRequest Bookmark(ActivityContext context)
    {
        var wait = Wait(context);
        return new BookmarkRequest(wait.Kind, wait.Key)
        {
            Stays = true,
            Payload = new Dictionary<string, object?> { ["workflowDefinitionId"] = WorkflowDefinitionId, ["total"] = Count(context, Total) }
        };
    }

    async Task<List<ChildInput>> Starts(ActivityContext context, IReadOnlyList<object?> items)
    {
        var common = await context.Evaluate(nameof(Input)) as IReadOnlyDictionary<string, object?> ?? ChildTarget.NoInput;
        var key = string.IsNullOrWhiteSpace(DefaultItemInputKey) ? "Item" : DefaultItemInputKey;
        var starts = new List<ChildInput>(items.Count);
        foreach (var item in items)
        {
            var input = new Dictionary<string, object?>(common, StringComparer.Ordinal);
            if (item is IReadOnlyDictionary<string, object?> own)
                foreach (var (name, value) in own)
                    input[name] = value;
            else
                input[key] = item;
            starts.Add(new ChildInput(input, await context.Evaluate(nameof(CorrelationIdFunction), new Dictionary<string, object?> { ["Item"] = item, [key] = item }) as string));
        }
        return starts;
    }

    // Text that is a list is one: it comes so from what other steps left.
    static IReadOnlyList<object?>? ItemsOf(object? items) => items switch
    {
        null or "" => [],
        string text when text.AsSpan().TrimStart() is ['[', ..] => Values.TryParseJson(text) as List<object?>,
        IReadOnlyList<object?> list => list,
        _ => null
    };

    static Dictionary<string, object?> Tell(ChildState child) => new()
    {
        ["ChildInstanceId"] = child.InstanceId.ToString(),
        ["WorkflowOutput"] = child.Output,
        ["WorkflowStatus"] = child.Status,
        ["WorkflowSubStatus"] = child.SubStatus
    };
}

using BackOfficeFlow.Engine.Activities;
using MediatR;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>Gives a person something to do and waits until it is done.</summary>
[Activity("BackOffice.UserTask", Category = "People", DisplayName = "User task",
    Description = "Puts a task before the people of a queue, a role or one person, and waits until somebody has finished it. Leaves by the outcome that was chosen.",
    TouchesRecords = true)]
public sealed class UserTaskActivity(IMediator requests) : Activity
{
    const string RememberedTask = "task";
    static readonly IReadOnlyDictionary<string, object?> NoValues = new Dictionary<string, object?>();

    [Input("What there is to do: a text, or @key of the process's texts.", Required = true)] public string Title { get; set; } = "";
    [Input("Values for the {names} in title and instructions.", DisplayName = "Title arguments")] public IReadOnlyDictionary<string, object?>? TitleArguments { get; set; }
    [Input("How it is done: a text, or @key of the process's texts.", Hint = "multiline")] public string? Instructions { get; set; }
    [Input("The queue whose people may take it.", Hint = "dropdown", Options = "queues")] public string? Queue { get; set; }
    [Input("A business role (its queue is asked) or a role of the company.", Hint = "dropdown", Options = "roles")] public string? Role { get; set; }
    [Input("One person: id, user name or e-mail address.", Hint = "dropdown", Options = "people")] public string? Person { get; set; }
    [Input("The form to fill in.", Hint = "dropdown", Options = "forms")] public string? Form { get; set; }
    [Input("How it may end: the names of the ways out of this step.", Hint = "dynamic-outcomes", FixedOutcomes = [TaskOutcome.Timeout], Initial = $"[\"{TaskOutcome.Usual}\"]")] public object? Outcomes { get; set; }
    [Input("What the buttons say, by outcome: a text, or an object with label, negative and group.", Hint = "json-editor")] public object? Buttons { get; set; }
    [Input("From 1 (first) to 5 (last).", Hint = "dropdown", Choices = ["1", "2", "3", "4", "5"], Initial = "3")] public int Priority { get; set; } = UserTask.UsualPriority;
    [Input("How long there is, by the queue's calendar: 4 BH, 1 BD, 20 CD.", DisplayName = "Due in", Format = "4 BH, 1 BD, 20 CD")] public string? DueIn { get; set; }
    [Input("After how long the step goes on without it, by the outcome Timeout.", DisplayName = "Timeout in", Format = "4 BH, 1 BD, 20 CD")] public string? TimeoutIn { get; set; }
    [Input("After how long an unfinished task moves on to another queue.", DisplayName = "Escalate after", Format = "4 BH, 1 BD, 20 CD")] public string? EscalateAfter { get; set; }
    [Input("The queue it then moves to; otherwise where its own queue says.", DisplayName = "Escalate to", Hint = "dropdown", Options = "queues")] public string? EscalateTo { get; set; }
    [Input("What is shown beside the form, by label.")] public IReadOnlyDictionary<string, object?>? Data { get; set; }
    [Input("What the form starts with, by field.")] public IReadOnlyDictionary<string, object?>? Prefill { get; set; }
    [Input("Who must not do it: people, or earlier steps whose doers are meant.", DisplayName = "Four eyes", Hint = "multitext")] public object? FourEyes { get; set; }

    [Output("What was filled in, by field.")] public IReadOnlyDictionary<string, object?>? Result { get; set; }
    [Output("The outcome that was chosen.")] public string? Outcome { get; set; }
    [Output("Why, in the person's words.")] public string? Comment { get; set; }
    [Output("Who finished it.")] public string? CompletedBy { get; set; }
    [Output("That person's name.")] public string? CompletedByName { get; set; }
    [Output("The task.")] public string? TaskId { get; set; }

    public override async Task<ActivityResult> Execute(ActivityContext context)
    {
        var created = await requests.Send(Order(context), context.Cancel);
        var id = created.Id.ToString("D");
        TaskId = id;
        context.Remember(RememberedTask, id);
        context.Note("TaskOffered", new Dictionary<string, object?> { ["taskId"] = id, ["title"] = Title, ["arguments"] = TitleArguments, ["queue"] = Queue, ["role"] = Role, ["person"] = Person });
        return Wait(new BookmarkRequest(Awaited.UserTask, id) { DueAt = created.Timeout?.At, Plan = created.Timeout?.Plan, Payload = new Dictionary<string, object?> { ["taskId"] = id } });
    }

    public override async Task<ActivityResult> Resume(ActivityContext context, object? news)
    {
        TaskId = context.Recall(RememberedTask) as string;
        if (news is not IReadOnlyDictionary<string, object?> told || told.GetValueOrDefault(TaskNews.Outcome) is not string outcome)
            return await TimeIsUp(context);

        Result = told.GetValueOrDefault(TaskNews.Values) as IReadOnlyDictionary<string, object?>;
        Outcome = outcome;
        Comment = told.GetValueOrDefault(TaskNews.Comment) as string;
        CompletedBy = told.GetValueOrDefault(TaskNews.PersonId)?.ToString();
        CompletedByName = told.GetValueOrDefault(TaskNews.PersonName) as string;
        context.Note("TaskFinished", new Dictionary<string, object?> { ["taskId"] = TaskId, ["title"] = Title, ["arguments"] = TitleArguments, ["outcome"] = outcome, ["label"] = LabelOf(outcome), ["who"] = CompletedByName, ["comment"] = Comment });
        return Done(outcome);
    }

    public override async Task Cancelled(ActivityContext context)
    {
        await Withdraw(context, "cancelled");
        context.Note("TaskWithdrawn", new Dictionary<string, object?> { ["taskId"] = TaskId, ["title"] = Title, ["arguments"] = TitleArguments });
    }

    async Task<ActivityResult> TimeIsUp(ActivityContext context)
    {
        await Withdraw(context, "timeout");
        Outcome = TaskOutcome.Timeout;
        context.Note("TaskTimedOut", new Dictionary<string, object?> { ["taskId"] = TaskId, ["title"] = Title, ["arguments"] = TitleArguments });
        return Done(TaskOutcome.Timeout);
    }

    async Task Withdraw(ActivityContext context, string reason)
    {
        TaskId = context.Recall(RememberedTask) as string;
        if (Guid.TryParse(TaskId, out var id))
            await requests.Send(new WithdrawTask(id, reason), context.Cancel);
    }

    string? LabelOf(string outcome) => TaskOutcome.Read(Outcomes, Buttons).FirstOrDefault(each => each.Name == outcome)?.Label;

    CreateTask Order(ActivityContext context) => new(context.InstanceId, context.ExecutionId, context.NodeId, context.NodeName)
    {
        DefinitionId = context.DefinitionId,
        DefinitionVersion = context.DefinitionVersion,
        Title = Title,
        TitleArguments = TitleArguments ?? NoValues,
        Instructions = Instructions,
        Queue = Queue,
        Role = Role,
        Person = Person,
        Form = Form,
        Outcomes = TaskOutcome.Read(Outcomes, Buttons),
        Priority = Priority,
        DueIn = DueIn,
        TimeoutIn = TimeoutIn,
        EscalateAfter = EscalateAfter,
        EscalateTo = EscalateTo,
        Facts = Data ?? NoValues,
        Prefill = Prefill ?? NoValues,
        FourEyes = Tasks.FourEyes.Read(FourEyes)
    };
}

using Cronos;

namespace BackOfficeFlow.Engine.Activities;

/// <summary>An event that a workflow waits for by name.</summary>
public sealed record EventStimulus(string Name) : Stimulus(EventStimulus.KindName, Name)
{
    public const string KindName = "Elsa.Event";
}

/// <summary>The answer to a task that a workflow gave out.</summary>
public sealed record TaskStimulus(string TaskId) : Stimulus(TaskStimulus.KindName, TaskId)
{
    public const string KindName = "Elsa.RunTask";
}

[Activity("Elsa.Event", Category = "Primitives", IsTrigger = true, Description = "Waits for an event.")]
public sealed class Event : Activity
{
    [Input("The name of the event.")] public string? EventName { get; set; }
    [Output("What the event brought.")] public object? Result { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context) => WaitFor(new EventStimulus(EventName ?? ""), new Dictionary<string, object?> { ["eventName"] = EventName });

    public override Task<ActivityResult> Resume(ActivityContext context, object? news)
    {
        // An event that brings nothing gives an object without members: scripts may look into it.
        Result = news ?? new Dictionary<string, object?>();
        return Done();
    }

    public override IReadOnlyList<BookmarkRequest> Triggers(DateTimeOffset now) =>
        string.IsNullOrEmpty(EventName) ? [] : [new BookmarkRequest(EventStimulus.KindName, EventName)];
}

[Activity("Elsa.PublishEvent", Category = "Primitives", Description = "Tells every workflow that waits for an event.")]
public sealed class PublishEvent : Activity
{
    [Input("The name of the event.")] public string? EventName { get; set; }
    [Input("Only instances of this correlation id.")] public string? CorrelationId { get; set; }
    [Input("Only this instance.")] public bool IsLocalEvent { get; set; }
    [Input("What the event brings.")] public object? Payload { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context)
    {
        if (string.IsNullOrEmpty(EventName))
            return Fault("The name of the event is missing.", "event-name-missing");
        context.After(new Effect("publish-event", context.ExecutionId, new Dictionary<string, object?>
        {
            ["eventName"] = EventName,
            ["correlationId"] = CorrelationId,
            ["isLocal"] = IsLocalEvent,
            ["payload"] = Payload
        }));
        return Done();
    }
}

[Activity("Elsa.RunTask", Category = "Primitives", Description = "Gives out a task and waits until it is reported as done.")]
public sealed class RunTask : Activity
{
    [Input("The name of the task.")] public string? TaskName { get; set; }
    [Input("What whoever does it needs to know.")] public IReadOnlyDictionary<string, object?>? Payload { get; set; }
    [Output("The task's id.")] public string? TaskId { get; set; }
    [Output("What was reported.")] public object? Result { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context)
    {
        TaskId = IdOf(context);
        var task = new Dictionary<string, object?> { ["taskId"] = TaskId, ["taskName"] = TaskName, ["payload"] = Payload };
        context.PutOutput(nameof(TaskId), TaskId);
        context.After(new Effect("run-task", TaskId, task));
        return WaitFor(new TaskStimulus(TaskId), task);
    }

    public override Task<ActivityResult> Resume(ActivityContext context, object? news)
    {
        TaskId = IdOf(context);
        Result = news;
        return Done();
    }

    // The same when the burst is run again after a crash: the task is given out once.
    static string IdOf(ActivityContext context) => $"{context.InstanceId:N}-{context.ExecutionId}";
}

[Activity("Elsa.Delay", Category = "Scheduling", Description = "Waits for a time.")]
public sealed class Delay : Activity
{
    [Input("How long.")] public TimeSpan TimeSpan { get; set; } = TimeSpan.FromMinutes(1);

    public override Task<ActivityResult> Execute(ActivityContext context) => WaitUntil(context.Now + TimeSpan, "Elsa.Delay");
}

[Activity("Elsa.StartAt", Category = "Scheduling", IsTrigger = true, Description = "Waits until an instant.")]
public sealed class StartAt : Activity
{
    [Input("When.")] public DateTimeOffset DateTime { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context) => DateTime <= context.Now ? Done() : WaitUntil(DateTime, "Elsa.StartAt");

    public override IReadOnlyList<BookmarkRequest> Triggers(DateTimeOffset now) => DateTime <= now ? [] : [new BookmarkRequest("Elsa.StartAt", "") { DueAt = DateTime }];
}

[Activity("Elsa.Timer", Category = "Scheduling", IsTrigger = true, Description = "Starts a workflow at intervals; inside one, waits for one interval.")]
public sealed class Timer : Activity
{
    [Input("How long between two.")] public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);

    public override Task<ActivityResult> Execute(ActivityContext context) => WaitUntil(context.Now + Interval, "Elsa.Timer");

    public override IReadOnlyList<BookmarkRequest> Triggers(DateTimeOffset now) => [new BookmarkRequest("Elsa.Timer", "") { DueAt = now + Interval }];
}

[Activity("Elsa.Cron", Category = "Scheduling", IsTrigger = true, Description = "Starts a workflow, or goes on, at the times of a cron expression (UTC).")]
public sealed class Cron : Activity
{
    [Input("Five fields, or six with seconds.")] public string? CronExpression { get; set; }

    // Without an expression it is switched off: there is nothing to wait for.
    public override Task<ActivityResult> Execute(ActivityContext context) => string.IsNullOrWhiteSpace(CronExpression)
        ? Done()
        : Next(context.Now) is { } next
        ? WaitUntil(next, "Elsa.Cron")
        : Fault($"'{CronExpression}' is no cron expression with a time to come.", "cron-invalid");

    public override IReadOnlyList<BookmarkRequest> Triggers(DateTimeOffset now) => Next(now) is { } next ? [new BookmarkRequest("Elsa.Cron", "") { DueAt = next }] : [];

    public override string? WhyNoTrigger() => string.IsNullOrWhiteSpace(CronExpression) || Parse(CronExpression) is not null ? null : $"'{CronExpression}' is no cron expression.";

    DateTimeOffset? Next(DateTimeOffset now) => Parse(CronExpression)?.GetNextOccurrence(now, TimeZoneInfo.Utc);

    /// <summary>The expression, or null when it is none.</summary>
    internal static CronExpression? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var format = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length > 5 ? CronFormat.IncludeSeconds : CronFormat.Standard;
        return Cronos.CronExpression.TryParse(text, format, out var expression) ? expression : null;
    }
}

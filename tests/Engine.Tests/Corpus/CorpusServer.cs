using System.Globalization;
using System.Text.Json;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Engine.Tests;

/// <summary>A small server in memory: published definitions, instances, events, tasks and timers, with a clock moved by hand. Every instance is saved and opened between bursts.</summary>
sealed class CorpusServer(EngineOptions options) : IBurstHost
{
    static readonly ActivityRegistry Registry = new(ActivityRegistry.BuiltIn);

    readonly Compiler compiler = new(Registry, options);
    readonly Runner runner = new(options);
    readonly List<Workflow> published = [];
    readonly List<Run> runs = [];
    readonly List<(string Name, string? CorrelationId, object? Payload)> unheard = [];
    string? mainDefinition;
    readonly Queue<Effect> effects = new();
    readonly List<(string DefinitionId, string NodeId, BookmarkRequest Request)> timers = [];

    public DateTimeOffset Now { get; private set; } = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    public List<string> Console { get; } = [];
    public List<string> Unsupported { get; } = [];
    public IReadOnlyList<Run> Runs => runs;

    public sealed class Run(string label, Workflow workflow)
    {
        public string Label { get; } = label;
        public Workflow Workflow { get; } = workflow;
        public Instance Instance { get; set; } = null!;
        public List<string> Journal { get; } = [];
    }

    public Activity Create(Type activityType) => throw new InvalidOperationException(activityType.Name);
    public Task<ActivityResult> Guard(Func<Task<ActivityResult>> run) => run();

    /// <summary>Publishes the definition that the case is about.</summary>
    public void PublishMain(byte[] file)
    {
        mainDefinition = DefinitionReader.Read(file).Definition?.DefinitionId;
        Publish(file);
    }

    public void Publish(byte[] file)
    {
        var read = DefinitionReader.Read(file);
        if (read.Definition is null)
        {
            Unsupported.Add("unreadable");
            return;
        }
        var compiled = compiler.Compile(read.Definition);
        var workflow = compiled.Workflow;
        published.RemoveAll(other => other.DefinitionId == workflow.DefinitionId);
        published.Add(workflow);
        timers.RemoveAll(timer => timer.DefinitionId == workflow.DefinitionId);
        timers.AddRange(runner.FindTriggers(workflow, this).Where(trigger => trigger.Request.DueAt is not null).Select(trigger => (workflow.DefinitionId, trigger.NodeId, trigger.Request)));
    }

    public async Task<string?> Do(JsonElement step)
    {
        switch (step.GetProperty("action").GetString())
        {
            case "start": await Start(step); break;
            case "publish-event": await PublishEvent(step.TextOf("eventName")!, step.TextOf("correlationId"), Values.FromJson(step.Property("payload")), step.TextOf("toInstance")); break;
            case "complete-task": return await CompleteTask(step);
            case "resume-bookmark": return await ResumeBookmark(step);
            case "run-until-end": await RunUntilEnd(step.TextOf("instance") ?? "main"); break;
            case "advance-time": await Advance(TimeSpan.Parse(step.TextOf("by")!, CultureInfo.InvariantCulture)); break;
            case "cancel": await Cancel(step.TextOf("instance") ?? "main"); break;
            case var other: Unsupported.Add(other!); break;
        }
        await DoEffects();
        return null;
    }

    async Task Start(JsonElement step)
    {
        var workflow = published.Find(workflow => workflow.DefinitionId == (step.TextOf("definition") ?? mainDefinition)) ?? published.Last();
        await Start(workflow, step.TextOf("as") ?? (workflow.DefinitionId == mainDefinition ? "main" : null), new StartOrder(Guid.CreateVersion7(Now))
        {
            Input = Map(step.Property("input")) ?? [],
            Variables = Map(step.Property("variables")),
            CorrelationId = step.TextOf("correlationId"),
            Name = step.TextOf("name"),
            TriggerActivityId = step.TextOf("triggerActivityId")
        });
    }

    static Dictionary<string, object?>? Map(JsonElement json) => Values.FromJson(json) as Dictionary<string, object?>;

    async Task Start(Workflow workflow, string? label, StartOrder order)
    {
        label ??= workflow.DefinitionId;
        var count = runs.Count(run => run.Label == label || run.Label.StartsWith(label + "#", StringComparison.Ordinal));
        var run = new Run(count == 0 ? label : $"{label}#{count + 1}", workflow);
        runs.Add(run);
        Keep(run, await runner.Start(workflow, order, this, CancellationToken.None));
    }

    void Keep(Run run, Burst? burst)
    {
        if (burst is null)
            return;
        run.Instance = Instance.Open(burst.Instance.Save());
        run.Journal.AddRange(burst.Events.Where(@event => @event.What is "Started" or "Resumed" or "Suspended" or "Completed" or "Canceled" or "Faulted").Select(@event => $"{@event.NodeId} {@event.What}"));
        Console.AddRange(burst.Console);
        foreach (var effect in burst.Effects.Where(effect => effect.Kind == "publish-event"))
            effects.Enqueue(effect with { Key = run.Label });
    }

    async Task DoEffects()
    {
        while (effects.TryDequeue(out var effect))
            await PublishEvent((string)effect.Payload["eventName"]!, effect.Payload["correlationId"] as string, Values.Normalize(effect.Payload["payload"]), effect.Payload["isLocal"] is true ? effect.Key : null);
        await TellUnheard();
    }

    async Task PublishEvent(string name, string? correlationId, object? payload, string? toInstance)
    {
        var waiting = runs.Where(run => toInstance is null || run.Label == toInstance)
            .Where(run => correlationId is null || run.Instance.CorrelationId == correlationId)
            .SelectMany(run => run.Instance.Bookmarks.Where(bookmark => bookmark.Kind == "Elsa.Event" && bookmark.Key == name).Select(bookmark => (run, bookmark.Id))).ToList();
        if (toInstance is null)
            foreach (var workflow in published.ToList())
                foreach (var (nodeId, request) in runner.FindTriggers(workflow, this).Where(trigger => trigger.Request is { Kind: "Elsa.Event" } request && request.Key == name))
                    await Start(workflow, null, new StartOrder(Guid.CreateVersion7(Now)) { TriggerActivityId = nodeId, News = payload, CorrelationId = correlationId });
        foreach (var (run, id) in waiting)
            await Resume(run, id, payload);
        if (waiting.Count == 0 && toInstance is null)
            unheard.Add((name, correlationId, payload));
    }

    // What nobody waited for is told to the first that comes to wait.
    async Task TellUnheard()
    {
        foreach (var (name, correlationId, payload) in unheard.ToList())
            foreach (var run in runs)
                if ((correlationId is null || run.Instance.CorrelationId == correlationId) && run.Instance.Status == InstanceStatus.Running
                    && run.Instance.Bookmarks.Find(bookmark => bookmark.Kind == "Elsa.Event" && bookmark.Key == name) is { } bookmark
                    && unheard.Remove((name, correlationId, payload)))
                    await Resume(run, bookmark.Id, payload);
    }

    async Task Resume(Run run, Guid bookmarkId, object? news) => Keep(run, await runner.Resume(run.Workflow, run.Instance, bookmarkId, news, this, CancellationToken.None));

    async Task<string?> CompleteTask(JsonElement step)
    {
        var open = runs.SelectMany(run => run.Instance.Bookmarks.Select(bookmark => (run, bookmark))).Where(pair =>
            pair.run.Instance.Status == InstanceStatus.Running && pair.bookmark.Kind == "Elsa.RunTask" && pair.bookmark.Payload is Dictionary<string, object?> task && task["taskName"] as string == step.TextOf("taskName")).ToList();
        if (open.Count == 0)
            return "no-task";
        var (run, bookmark) = open.OrderBy(pair => pair.bookmark.CreatedAt).First();
        await Resume(run, bookmark.Id, Values.FromJson(step.Property("result")));
        await DoEffects();
        return null;
    }

    async Task<string?> ResumeBookmark(JsonElement step)
    {
        var run = runs.First(run => run.Label == (step.TextOf("instance") ?? "main"));
        var found = run.Instance.Bookmarks.Where(bookmark => step.TextOf("activityId") is not { } id || bookmark.NodeId == id)
            .Where(bookmark => step.TextOf("name") is not { } name || bookmark.Kind == name).ElementAtOrDefault(step.NumberOf("index") ?? 0);
        if (found is null)
            return "no-bookmark";
        await Resume(run, found.Id, Values.FromJson(step.Property("input")));
        await DoEffects();
        return null;
    }

    async Task RunUntilEnd(string label)
    {
        var run = runs.First(run => run.Label == label);
        for (var round = 0; round < 200 && run.Instance.Status == InstanceStatus.Running && run.Instance.Bookmarks.Count > 0; round++)
            foreach (var bookmark in run.Instance.Bookmarks.ToList())
                await Resume(run, bookmark.Id, null);
    }

    async Task Cancel(string label)
    {
        var run = runs.First(run => run.Label == label);
        Keep(run, await runner.Cancel(run.Workflow, run.Instance, "step", this, CancellationToken.None));
    }

    async Task Advance(TimeSpan by)
    {
        var end = Now + by;
        while (true)
        {
            var next = runs.Where(run => run.Instance.Status == InstanceStatus.Running).SelectMany(run => run.Instance.Bookmarks.Where(bookmark => bookmark.DueAt <= end).Select(bookmark => (run, bookmark))).OrderBy(pair => pair.bookmark.DueAt).FirstOrDefault();
            var trigger = timers.Where(timer => timer.Request.DueAt <= end).OrderBy(timer => timer.Request.DueAt).FirstOrDefault();
            if (trigger.NodeId is not null && (next.run is null || trigger.Request.DueAt <= next.bookmark.DueAt))
            {
                Now = trigger.Request.DueAt!.Value;
                timers.Remove(trigger);
                var workflow = published.First(workflow => workflow.DefinitionId == trigger.DefinitionId);
                timers.AddRange(runner.FindTriggers(workflow, this).Where(again => again.NodeId == trigger.NodeId && again.Request.DueAt > Now).Select(again => (workflow.DefinitionId, again.NodeId, again.Request)));
                await Start(workflow, null, new StartOrder(Guid.CreateVersion7(Now)) { TriggerActivityId = trigger.NodeId });
            }
            else if (next.run is not null)
            {
                Now = next.bookmark.DueAt!.Value > Now ? next.bookmark.DueAt.Value : Now;
                await Resume(next.run, next.bookmark.Id, null);
            }
            else
            {
                break;
            }
            await DoEffects();
        }
        Now = end;
    }
}

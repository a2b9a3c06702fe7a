using System.Text.Json;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Conformance;

/// <summary>
/// The smallest host of the bare engine: published definitions, instances, events, tasks and timers in memory. Every instance is saved and
/// opened between bursts.
/// </summary>
public sealed partial class BareServer(EngineOptions options) : ICaseServer, IBurstHost
{
    static readonly ActivityRegistry Registry = new(ActivityRegistry.BuiltIn);

    readonly Compiler compiler = new(Registry, options);
    readonly Runner runner = new(options);
    readonly BareDefinitions definitions = new();
    readonly List<Run> runs = [];
    readonly List<BareTimer> timers = [];
    readonly List<string> console = [];

    public static Task<ICaseServer> Open(CaseFile @case, string mode, bool strict) => Task.FromResult<ICaseServer>(new BareServer(HostSwitches.Of(@case, mode, strict)));

    public DateTimeOffset Now { get; private set; } = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    public IReadOnlyList<string> Console => console;

    /// <summary>An instance, and what has happened to it.</summary>
    sealed class Run(Workflow workflow)
    {
        public Workflow Workflow { get; set; } = workflow;
        public Instance Instance { get; set; } = null!;
        public List<JournalEvent> Events { get; } = [];
    }

    /// <summary>A trigger that starts instances when its time comes.</summary>
    sealed record BareTimer(string DefinitionId, string NodeId, BookmarkRequest Request);

    public Activity Create(Type activityType) => throw new InvalidOperationException($"{activityType.Name} needs a host with collaborators.");
    public Task<ActivityResult> Guard(Func<Task<ActivityResult>> run) => run();
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public Task<int> CountSchedules() => Task.FromResult(
        timers.Count + runs.Where(run => run.Instance.Status == InstanceStatus.Running).Sum(run => run.Instance.Bookmarks.Count(bookmark => bookmark.DueAt is not null)));

    public Task<IReadOnlyList<SeenInstance>> Instances() => Task.FromResult<IReadOnlyList<SeenInstance>>(
        [.. runs.Select(run => new SeenInstance(run.Instance, run.Events, run.Workflow.Version) { ActivityIdOf = run.Workflow.ActivityIdOf })]);

    public Task<IReadOnlyList<string>> Import(ImportCall import)
    {
        var refused = Refusals.Of(compiler, import.File, out var definition);
        if (definition is null || refused.Count > 0)
            return Task.FromResult(refused);

        var workflow = compiler.Compile(import.AsItIs ? definition : definitions.Numbered(definition), definitions.Usable).Workflow;
        definitions.Keep(workflow, import.Publish);
        if (import.Publish)
        {
            timers.RemoveAll(timer => timer.DefinitionId == definition.DefinitionId);
            Arm(workflow, null);
        }
        return Task.FromResult<IReadOnlyList<string>>([]);
    }

    // A trigger that recurs is armed again when it has fired.
    void Arm(Workflow workflow, string? nodeId) => timers.AddRange(
        from trigger in runner.FindTriggers(workflow, this)
        where trigger.Request.DueAt is { } due && due > Now && (nodeId is null || trigger.NodeId == nodeId)
        select new BareTimer(workflow.DefinitionId, trigger.NodeId, trigger.Request));

    public async Task<Guid?> Start(StartCall call)
    {
        var workflow = definitions.Published(call.DefinitionId) ?? throw new CaseException($"no version of '{call.DefinitionId}' is published");
        if (call.AsksStrategy && Activation.Refuses(workflow, call.CorrelationId, runs.Where(run => run.Instance.Status == InstanceStatus.Running).Select(run => (run.Instance.DefinitionId, run.Instance.CorrelationId))))
            return null;
        var id = await Start(workflow, new StartOrder(Guid.CreateVersion7(Now))
        {
            Input = call.Input,
            Variables = call.Variables,
            CorrelationId = call.CorrelationId,
            Name = call.Name,
            TriggerActivityId = call.TriggerActivityId
        });
        await DoEffects();
        return id;
    }

    async Task<Guid> Start(Workflow workflow, StartOrder order)
    {
        var run = new Run(workflow);
        runs.Add(run);
        Keep(run, await runner.Start(workflow, order, this, CancellationToken.None));
        return order.InstanceId;
    }

    // A trigger asks the strategy.
    async Task Fire(Workflow workflow, StartOrder order)
    {
        if (!Activation.Refuses(workflow, order.CorrelationId, runs.Where(run => run.Instance.Status == InstanceStatus.Running).Select(run => (run.Instance.DefinitionId, run.Instance.CorrelationId))))
            await Start(workflow, order);
    }

    void Keep(Run run, Burst? burst)
    {
        if (burst is null)
            return;
        run.Instance = Instance.Open(burst.Instance.Save());
        run.Events.AddRange(burst.Events);
        console.AddRange(burst.Console);
        foreach (var effect in burst.Effects)
            effects.Enqueue((run, effect));
    }

    async Task Resume(Run run, Guid bookmarkId, object? news) => Keep(run, await runner.Resume(run.Workflow, run.Instance, bookmarkId, news, this, CancellationToken.None));

    public async Task Resume(Guid instanceId, Guid bookmarkId, ResumeInput input)
    {
        var run = Find(instanceId);
        Keep(run, await runner.ResumeWith(run.Workflow, run.Instance, bookmarkId, input, this, CancellationToken.None));
        await DoEffects();
    }

    public async Task CompleteTask(Guid instanceId, Bookmark wait, object? result)
    {
        await Resume(Find(instanceId), wait.Id, result);
        await DoEffects();
    }

    public async Task Cancel(Guid instanceId)
    {
        var run = Find(instanceId);
        Keep(run, await runner.Cancel(run.Workflow, run.Instance, "step", this, CancellationToken.None));
        await DoEffects();
    }

    public async Task Retry(Guid instanceId, IReadOnlyList<string> activityIds)
    {
        var run = Find(instanceId);
        foreach (var incident in run.Instance.Incidents.Where(incident => incident.ResolvedAt is null && (activityIds.Count == 0 || activityIds.Contains(incident.NodeId))).ToList())
            Keep(run, await runner.Retry(run.Workflow, run.Instance, incident.Id, this, CancellationToken.None));
        await DoEffects();
    }

    public async Task Alter(Guid instanceId, JsonElement alterations)
    {
        var run = Find(instanceId);
        var altered = await runner.Alter(
            run.Workflow, run.Instance, Alteration.Read(alterations), version => ValueTask.FromResult(definitions.Find(run.Workflow.DefinitionId, version)), this, CancellationToken.None);
        run.Workflow = altered.Workflow;
        foreach (var burst in altered.Bursts)
            Keep(run, burst);
        await DoEffects();
    }

    public async Task Advance(TimeSpan by)
    {
        var end = Now + by;
        while (await FireNext(end))
            await DoEffects();
        Now = end;
    }

    async Task<bool> FireNext(DateTimeOffset end)
    {
        var wait = runs.Where(run => run.Instance.Status == InstanceStatus.Running)
            .SelectMany(run => run.Instance.Bookmarks.Where(bookmark => bookmark.DueAt <= end).Select(bookmark => (run, bookmark)))
            .OrderBy(pair => pair.bookmark.DueAt).FirstOrDefault();
        var timer = timers.Where(timer => timer.Request.DueAt <= end).OrderBy(timer => timer.Request.DueAt).FirstOrDefault();
        if (timer is not null && (wait.run is null || timer.Request.DueAt <= wait.bookmark.DueAt))
        {
            MoveTo(timer.Request.DueAt!.Value);
            timers.Remove(timer);
            var workflow = definitions.Published(timer.DefinitionId)!;
            Arm(workflow, timer.NodeId);
            await Fire(workflow, new StartOrder(Guid.CreateVersion7(Now)) { TriggerActivityId = timer.NodeId });
            return true;
        }
        if (wait.run is null)
            return false;
        MoveTo(wait.bookmark.DueAt!.Value);
        await Resume(wait.run, wait.bookmark.Id, null);
        return true;
    }

    void MoveTo(DateTimeOffset due) => Now = due > Now ? due : Now;

    Run Find(Guid instanceId) => runs.Find(run => run.Instance.Id == instanceId) ?? throw new CaseException($"there is no instance {instanceId}");
}

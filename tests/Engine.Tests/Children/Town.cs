using System.Text;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Engine.Tests;

/// <summary>Several published workflows and the instances that start one another, in memory. Every instance is saved and opened between bursts.</summary>
sealed class Town(EngineOptions? options = null) : IBurstHost
{
    static readonly ActivityRegistry Registry = new(ActivityRegistry.BuiltIn);

    readonly Compiler compiler = new(Registry, options ?? new EngineOptions());
    readonly Runner runner = new(options ?? new EngineOptions());
    readonly List<UsableWorkflow> stored = [];
    readonly Queue<(Guid From, Effect Effect)> effects = new();

    public DateTimeOffset Now { get; set; } = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    public List<Instance> Instances { get; } = [];
    public List<string> Console { get; } = [];
    public List<string> Journal { get; } = [];
    public int EffectCount { get; private set; }
    public UsableWorkflows Usable => new(stored);

    public Activity Create(Type activityType) => throw new InvalidOperationException(activityType.Name);
    public Task<ActivityResult> Guard(Func<Task<ActivityResult>> run) => run();

    /// <summary>Makes a definition's newest version the published one.</summary>
    public IReadOnlyList<Finding> Publish(string json)
    {
        var definition = DefinitionReader.Read(Encoding.UTF8.GetBytes(json)).Definition!;
        for (var i = 0; i < stored.Count; i++)
            if (stored[i].Definition.DefinitionId == definition.DefinitionId)
                stored[i] = stored[i] with { IsPublished = false };
        stored.Add(new UsableWorkflow($"{definition.DefinitionId}/{definition.Version}", definition, true));
        return Compile(definition).Findings;
    }

    CompileResult Compile(WorkflowDefinition definition) => compiler.Compile(definition, Usable);

    UsableWorkflow? Published(string definitionId) => stored.Find(workflow => workflow.IsPublished && workflow.Definition.DefinitionId == definitionId);

    // A running instance is compiled from the version that it began with, and with its pins.
    Workflow WorkflowOf(Instance instance) => compiler.Compile(
        stored.First(workflow => workflow.Definition.DefinitionId == instance.DefinitionId && workflow.Definition.Version == instance.DefinitionVersion).Definition,
        Usable.With(instance.Pins)).Workflow;

    public async Task<Guid> Start(string definitionId)
    {
        var id = Guid.CreateVersion7(Now);
        await Keep(runner.Start(Compile(Published(definitionId)!.Definition).Workflow, new StartOrder(id), this, CancellationToken.None));
        await DoEffects();
        return id;
    }

    public Instance Of(Guid id) => Instances.Find(instance => instance.Id == id)!;
    public IEnumerable<Instance> Of(string definitionId) => Instances.Where(instance => instance.DefinitionId == definitionId);

    public async Task Event(Guid id, string name)
    {
        await Resume(Of(id), "Elsa.Event", name, null);
        await DoEffects();
    }

    public async Task Cancel(Guid id)
    {
        await Keep(runner.Cancel(WorkflowOf(Of(id)), Of(id), "no longer needed", this, CancellationToken.None)!);
        await DoEffects();
    }

    async Task Resume(Instance instance, string kind, string key, object? news)
    {
        if (instance.Bookmarks.Find(bookmark => bookmark.Kind == kind && bookmark.Key == key) is { } bookmark)
            await Keep(runner.Resume(WorkflowOf(instance), instance, bookmark.Id, news, this, CancellationToken.None)!);
    }

    async Task<Burst> Keep(Task<Burst> run)
    {
        var burst = await run;
        Instances.RemoveAll(instance => instance.Id == burst.Instance.Id);
        Instances.Add(Instance.Open(burst.Instance.Save()));
        Console.AddRange(burst.Console);
        Journal.AddRange(burst.Events.Select(@event => $"{@event.NodeId} {@event.What}"));
        foreach (var effect in burst.Effects)
            effects.Enqueue((burst.Instance.Id, effect));
        EffectCount += burst.Effects.Count;
        return burst;
    }

    public ValueTask<bool> IsPublished(string definitionId, CancellationToken cancel) => ValueTask.FromResult(Published(definitionId) is not null);

    public Task<Burst> RunChild(ChildStart child, Burst parent, CancellationToken cancel) => Keep(Start(child, isWatched: true));

    Task<Burst> Start(ChildStart child, bool isWatched) => runner.Start(Compile(Published(child.DefinitionId)!.Definition).Workflow, new StartOrder(child.InstanceId)
    {
        Input = child.Input,
        CorrelationId = child.CorrelationId,
        ParentInstanceId = child.ParentInstanceId,
        ParentWait = child.Wait,
        Depth = child.Depth,
        IsWatched = isWatched
    }, this, CancellationToken.None);

    async Task DoEffects()
    {
        while (effects.TryDequeue(out var due))
            switch (due.Effect.Kind)
            {
                case StartChildren.Kind:
                    foreach (var child in StartChildren.Read(due.Effect.Payload))
                        await Keep(Start(child, isWatched: false));
                    break;
                case TellParent.Kind:
                    var told = TellParent.Read(due.Effect.Payload);
                    await Resume(Of(told.ParentInstanceId), told.Wait.Kind, told.Wait.Key, told.News);
                    break;
                case ChildrenCancelled.Kind:
                    foreach (var child in Instances.Where(child => child.ParentInstanceId == due.From && child.Status == InstanceStatus.Running).ToList())
                        await Keep(runner.Cancel(WorkflowOf(child), child, "with its parent", this, CancellationToken.None)!);
                    break;
            }
    }
}

using System.Text;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Engine.Tests;

/// <summary>Runs one definition in memory: the smallest host there is, with a clock moved by hand.</summary>
sealed class Bench : IBurstHost
{
    static readonly ActivityRegistry Registry = ActivityRegistry.With(typeof(Bench).Assembly);

    readonly Runner runner;

    public Bench(string json, EngineOptions? options = null)
    {
        options ??= new EngineOptions();
        var read = DefinitionReader.Read(Encoding.UTF8.GetBytes(json));
        read.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => FindingTexts.Say(finding, System.Globalization.CultureInfo.InvariantCulture)).ShouldBeEmpty();
        var compiled = new Compiler(Registry, options).Compile(read.Definition!);
        Findings = [.. read.Findings, .. compiled.Findings];
        Workflow = compiled.Workflow;
        runner = new Runner(options);
    }

    public Workflow Workflow { get; }
    public IReadOnlyList<Finding> Findings { get; }
    public Instance Instance { get; private set; } = null!;
    public DateTimeOffset Now { get; set; } = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    public List<string> Journal { get; } = [];
    public List<string> Console { get; } = [];
    public List<Effect> Effects { get; } = [];

    public Activity Create(Type activityType) => throw new InvalidOperationException($"{activityType.Name} needs a host with collaborators.");

    public Task<ActivityResult> Guard(Func<Task<ActivityResult>> run) => run();

    public async Task<Burst> Start(params (string Name, object? Value)[] input) =>
        Keep(await runner.Start(Workflow, new StartOrder(Guid.CreateVersion7(Now)) { Input = input.ToDictionary(pair => pair.Name, pair => pair.Value) }, this, CancellationToken.None))!;

    public async Task<Burst> StartBy(StartOrder order) => Keep(await runner.Start(Workflow, order, this, CancellationToken.None))!;

    public async Task<Burst?> Resume(string kind, string key = "", object? news = null) =>
        Keep(await runner.Resume(Workflow, Instance, Instance.Bookmarks.First(bookmark => bookmark.Kind == kind && bookmark.Key == key).Id, news, this, CancellationToken.None));

    public Task<Burst?> Event(string name, object? news = null) => Resume("Elsa.Event", name, news);

    public async Task<Burst?> ResumeById(Guid bookmarkId) => Keep(await runner.Resume(Workflow, Instance, bookmarkId, null, this, CancellationToken.None));

    public async Task<Burst?> Retry() => Keep(await runner.Retry(Workflow, Instance, Instance.Incidents.First(incident => incident.ResolvedAt is null).Id, this, CancellationToken.None));

    public async Task<Burst?> Cancel() => Keep(await runner.Cancel(Workflow, Instance, "no longer needed", this, CancellationToken.None));

    public async Task<Altered> Alter(string alterations, Workflow? otherVersion = null)
    {
        using var document = System.Text.Json.JsonDocument.Parse(alterations);
        var altered = await runner.Alter(Workflow, Instance, Alteration.Read(document.RootElement), _ => ValueTask.FromResult(otherVersion), this, CancellationToken.None);
        foreach (var burst in altered.Bursts)
            Keep(burst);
        return altered;
    }

    public IReadOnlyList<(string NodeId, BookmarkRequest Request)> Triggers() => runner.FindTriggers(Workflow, this);

    /// <summary>Forgets all but what is saved.</summary>
    public void Reopen() => Instance = Instance.Open(Instance.Save());

    Burst? Keep(Burst? burst)
    {
        if (burst is null)
            return null;
        Instance = burst.Instance;
        Journal.AddRange(burst.Events.Select(@event => $"{@event.NodeId} {@event.What}"));
        Console.AddRange(burst.Console);
        Effects.AddRange(burst.Effects);
        return burst;
    }
}

using System.Globalization;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Engine.Tests.Properties;

/// <summary>An instance in the engine. It either stays in memory between bursts, or nothing is kept of it but what was saved.</summary>
sealed class Lane(Workflow workflow, EngineOptions options, bool isReopened) : IBurstHost
{
    readonly Runner runner = new(options);
    byte[] saved = [];

    public Instance Instance { get; private set; } = null!;
    public DateTimeOffset Now { get; private set; } = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    public List<JournalEvent> Journal { get; } = [];
    public List<string> Console { get; } = [];

    /// <summary>A wait that stood and is over, to be told a second time.</summary>
    public Guid? Stale { get; private set; }

    public Activity Create(Type activityType) => throw new InvalidOperationException($"{activityType.Name} needs a host with collaborators.");

    public Task<ActivityResult> Guard(Func<Task<ActivityResult>> run) => run();

    public Task Start(bool crashes) => Burst(_ => runner.Start(workflow, new StartOrder(new Guid(1, 2, 3, [4, 5, 6, 7, 8, 9, 10, 11])), this, CancellationToken.None)!, crashes);

    public Task Resume(int index, long news, bool crashes)
    {
        var bookmark = Instance.Bookmarks[index];
        Stale = bookmark.Id;
        return Burst(instance => runner.Resume(workflow, instance, bookmark.Id, news, this, CancellationToken.None), crashes);
    }

    public Task Mend(int index, bool crashes)
    {
        var incident = Instance.Incidents.Where(incident => incident.ResolvedAt is null).ElementAt(index);
        return Burst(instance =>
        {
            instance.SetVariable(Plan.Mended, 1);
            return runner.Retry(workflow, instance, incident.Id, this, CancellationToken.None);
        }, crashes);
    }

    public Task Cancel(bool crashes) => Burst(instance => runner.Cancel(workflow, instance, "no longer needed", this, CancellationToken.None), crashes);

    /// <summary>Whether the engine refuses a wait that is over.</summary>
    public async Task<bool> RefusesStale() => await runner.Resume(workflow, Instance, Stale!.Value, 5, this, CancellationToken.None) is null;

    // A crash: the burst has run, and nothing of it was kept.
    async Task Burst(Func<Instance, Task<Burst?>> run, bool crashes)
    {
        Now += TimeSpan.FromMinutes(7);
        if (crashes && isReopened)
            _ = await run(Opened());
        var burst = await run(isReopened ? Opened() : Instance) ?? throw new InvalidOperationException("The engine refused what it had asked for.");
        Instance = burst.Instance;
        Journal.AddRange(burst.Events);
        Console.AddRange(burst.Console);
        if (!isReopened)
            return;
        saved = Instance.Save();
        Instance = Opened();
    }

    Instance Opened() => saved.Length == 0 ? null! : Instance.Open(saved);

    /// <summary>What is saved, opened and saved again must be the same.</summary>
    public bool SavesTheSameAgain() => !isReopened || Instance.Save().AsSpan().SequenceEqual(saved);

    public Sight See() => new(
        Instance.SubStatus.ToString(),
        Instance.NeedsAttention,
        string.Join(" ", Instance.Variables.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}"))),
        string.Join(" ", Instance.Bookmarks.Select(bookmark => bookmark.NodeId)),
        string.Join(" ", Instance.Incidents.Where(incident => incident.ResolvedAt is null).Select(incident => incident.NodeId)),
        string.Join(" ", Console),
        string.Join("\n", Journal.Where(@event => @event.What != "Workflow cancelled").GroupBy(@event => $"{@event.NodeId} {@event.What}").OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key} x{group.Count()}"))));
}

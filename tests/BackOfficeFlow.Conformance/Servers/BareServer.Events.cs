using BackOfficeFlow.Engine;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Conformance;

/// <summary>What bursts want done outside, and events.</summary>
public sealed partial class BareServer
{
    readonly Queue<(Run Run, Effect Effect)> effects = new();
    readonly List<(string Name, string? CorrelationId, object? Payload, Guid? InstanceId)> unheard = [];

    async Task DoEffects()
    {
        do
        {
            while (effects.TryDequeue(out var due))
                await Do(due.Run, due.Effect);
        }
        while (await TellUnheard());
    }

    async Task Do(Run run, Effect effect)
    {
        switch (effect.Kind)
        {
            case "publish-event":
                await Publish(
                    (string)effect.Payload["eventName"]!, effect.Payload["correlationId"] as string, Values.Normalize(effect.Payload["payload"]),
                    effect.Payload["isLocal"] is true ? run.Instance.Id : null, isKept: options.KeepEvents > TimeSpan.Zero);
                break;
            // There is no network here: nobody could be reached.
            case HttpRequestActivity.EffectKind:
                var answered = EffectAnswered.KeyOf(effect.Kind, run.Instance.Id, effect.Key);
                if (run.Instance.Bookmarks.Find(bookmark => bookmark.Kind == EffectAnswered.KindName && bookmark.Key == answered) is { } call)
                    await Resume(run, call.Id, new Dictionary<string, object?> { ["failed"] = HttpOutcomes.FailedToConnect, ["error"] = "There is no network." });
                break;
            default:
                await DoChildren(run, effect);
                break;
        }
    }

    public async Task PublishEvent(string name, string? correlationId, object? payload, Guid? instanceId)
    {
        await Publish(name, correlationId, payload, instanceId, isKept: instanceId is null);
        await DoEffects();
    }

    async Task Publish(string name, string? correlationId, object? payload, Guid? instanceId, bool isKept)
    {
        var waiting = runs.Where(run => instanceId is null || run.Instance.Id == instanceId)
            .Where(run => run.Instance.Status == InstanceStatus.Running && (correlationId is null || run.Instance.CorrelationId == correlationId))
            .SelectMany(run => run.Instance.Bookmarks.Where(bookmark => IsEvent(bookmark, name)).Select(bookmark => (run, bookmark.Id))).ToList();
        if (instanceId is null)
            await StartByEvent(name, correlationId, payload);
        foreach (var (run, id) in waiting)
            await Resume(run, id, payload);
        if (waiting.Count == 0 && isKept)
            unheard.Add((name, correlationId, payload, instanceId));
    }

    async Task StartByEvent(string name, string? correlationId, object? payload)
    {
        var starts =
            from workflow in definitions.AllPublished
            from trigger in runner.FindTriggers(workflow, this)
            where trigger.Request.Kind == EventStimulus.KindName && trigger.Request.Key == name
            select (workflow, trigger.NodeId);
        foreach (var (workflow, nodeId) in starts.ToList())
            await Fire(workflow, new StartOrder(Guid.CreateVersion7(Now)) { TriggerActivityId = nodeId, News = payload, CorrelationId = correlationId });
    }

    // What nobody waited for is told to the first that comes to wait.
    async Task<bool> TellUnheard()
    {
        var told = false;
        foreach (var early in unheard.ToList())
            foreach (var run in runs)
                if ((early.InstanceId is null || run.Instance.Id == early.InstanceId) && (early.CorrelationId is null || run.Instance.CorrelationId == early.CorrelationId) && run.Instance.Status == InstanceStatus.Running
                    && run.Instance.Bookmarks.Find(bookmark => IsEvent(bookmark, early.Name)) is { } bookmark
                    && unheard.Remove(early))
                {
                    await Resume(run, bookmark.Id, early.Payload);
                    told = true;
                }
        return told;
    }

    static bool IsEvent(Bookmark bookmark, string name) => bookmark.Kind == EventStimulus.KindName && bookmark.Key == name;
}

using System.Globalization;
using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Running;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// Brings a stimulus to whoever waits for it, in one transaction with its removal: an instance hears it once. When several wait, each gets a
/// message of its own; when nobody does, it is kept for a while.
/// </summary>
sealed class DeliverStep(BackOfficeDb db, Bursts bursts, Outbox outbox, OpenTransaction transaction) : IOutboxStep
{
    public string Kind => Stimuli.TellKind;

    public async Task Handle(OutboxMessage message, CancellationToken cancel)
    {
        var told = message.Read<ToldStimulus>();
        if (told.BookmarkId is { } bookmarkId)
        {
            await bursts.In(told.InstanceId!.Value, burst => burst.Resume(bookmarkId, told.News), cancel);
            return;
        }

        var starting = await FindTriggers(told, cancel);
        var waiting = await FindWaiting(told, cancel);
        foreach (var trigger in starting)
            Start(message, told, trigger);
        if (waiting.Count == 0 && starting.Count == 0)
            Keep(message, told);
        else if (waiting is [var only] && starting.Count == 0)
            await Resume(only, told, cancel);
        else
            foreach (var each in waiting)
                outbox.Add(new OutboxEntry
                {
                    Kind = Stimuli.TellKind,
                    EntryKey = Stimuli.MadeUp($"{message.Sequence}-{each.Bookmark:N}"),
                    InstanceId = each.Instance,
                    Payload = StoredJson.Write(told with { InstanceId = each.Instance, BookmarkId = each.Bookmark })
                });
    }

    // What is told to one instance starts none.
    async Task<IReadOnlyList<WorkflowTrigger>> FindTriggers(ToldStimulus told, CancellationToken cancel)
    {
        if (told.InstanceId is not null)
            return [];
        var hash = WorkflowBookmark.HashOf(told.Kind, told.Key);
        return await db.Set<WorkflowTrigger>().AsNoTracking().Where(trigger => trigger.Hash == hash && trigger.Kind == told.Kind).OrderBy(trigger => trigger.DefinitionId).ThenBy(trigger => trigger.Id).ToListAsync(cancel);
    }

    // A message of its own for each, so that one that cannot start does not hold up the others.
    void Start(OutboxMessage message, ToldStimulus told, WorkflowTrigger trigger) => outbox.Add(new OutboxEntry
    {
        Kind = Stimuli.StartKind,
        EntryKey = Stimuli.MadeUp($"{message.Sequence}-{trigger.Id:N}"),
        Payload = StoredJson.Write(new ToldStart(
            new StartInstance(trigger.DefinitionId, new Dictionary<string, object?>()) { TriggerActivityId = trigger.NodeId, News = told.News, CorrelationId = told.CorrelationId },
            null, null, null))
    });

    async Task<List<(Guid Bookmark, Guid Instance)>> FindWaiting(ToldStimulus told, CancellationToken cancel)
    {
        var hash = WorkflowBookmark.HashOf(told.Kind, told.Key);
        var found =
            from bookmark in db.Set<WorkflowBookmark>()
            where bookmark.Hash == hash
            select new { bookmark.Id, bookmark.InstanceId, bookmark.ExecutionId, bookmark.CreatedAt };
        if (told.InstanceId is { } instanceId)
            found = found.Where(bookmark => bookmark.InstanceId == instanceId);
        if (told.CorrelationId is { } correlationId)
            found = found.Where(bookmark => db.Set<WorkflowInstance>().Any(instance => instance.Id == bookmark.InstanceId && instance.CorrelationId == correlationId));

        // Ids say nothing about order inside a millisecond; an instance numbers its executions as they begin.
        var rows = await found.ToListAsync(cancel);
        return
        [
            .. rows.OrderBy(row => row.CreatedAt).ThenBy(row => row.InstanceId).ThenBy(row => int.Parse(row.ExecutionId, CultureInfo.InvariantCulture))
                .Select(row => (row.Id, row.InstanceId))
        ];
    }

    async Task Resume((Guid Bookmark, Guid Instance) waiting, ToldStimulus told, CancellationToken cancel)
    {
        if (!await bursts.In(waiting.Instance, burst => burst.Resume(waiting.Bookmark, told.News), cancel))
            throw new LostRaceException("The wait ended between looking for it and locking its instance.");
    }

    /// <summary>The message's own row becomes the kept signal: this undoes its removal, which stands before it in the batch.</summary>
    void Keep(OutboxMessage message, ToldStimulus told)
    {
        if (told.KeepUntil <= transaction.Now)
            return;

        outbox.Add(new OutboxEntry
        {
            Kind = Stimuli.TellKind,
            EntryKey = Stimuli.IsMadeUp(message.Key) ? message.Key : Stimuli.MadeUp($"{message.Sequence}"),
            InstanceId = told.InstanceId,
            Payload = message.Payload,
            State = OutboxState.Early,
            Hash = WorkflowBookmark.HashOf(told.Kind, told.Key),
            VisibleAt = told.KeepUntil
        });
    }
}

/// <summary>Starts an instance, or tells the open one.</summary>
sealed class StartStep(Bursts bursts, Stimuli stimuli) : IOutboxStep
{
    public string Kind => Stimuli.StartKind;

    public async Task Handle(OutboxMessage message, CancellationToken cancel)
    {
        var told = message.Read<ToldStart>();
        var started = await bursts.TryStart(told.Order, cancel);
        if (started is { Joined: true } && told.OtherwiseKind is not null)
            stimuli.Tell(new NamedStimulus(told.OtherwiseKind, told.OtherwiseKey ?? ""), told.News, instanceId: started.InstanceId);
    }
}

/// <summary>An event that a workflow published.</summary>
sealed class PublishEventStep(Stimuli stimuli, EngineOptions options) : IOutboxStep
{
    public string Kind => "publish-event";

    public Task Handle(OutboxMessage message, CancellationToken cancel)
    {
        var told = message.Values;
        stimuli.Tell(
            new EventStimulus((string)told["eventName"]!),
            told.GetValueOrDefault("payload"),
            told.GetValueOrDefault("correlationId") as string,
            told.GetValueOrDefault("isLocal") is true ? message.InstanceId : null,
            keep: options.KeepEvents);
        return Task.CompletedTask;
    }
}

using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BackOfficeFlow.Runtime;

/// <summary>Keeps the triggers of published definitions: in the transaction that publishes or retracts one.</summary>
public sealed class Triggers(
    BackOfficeDb db, CompiledWorkflows workflows, Compiler compiler, Runner runner, BurstScope host, Timers timers, OpenTransaction transaction, ILogger<Triggers> log) : IPublicationFollower
{
    internal const string TimerKind = "trigger";

    public string Kind => ConfigurationKinds.Definition;

    /// <summary>A request can start one process only: the second that wants it is refused, whatever its places are called.</summary>
    public async Task Judge(string definitionId, byte[] content, CancellationToken cancel)
    {
        if (DefinitionReader.Read(content).Definition is not { } definition || !definition.Activities.Any(activity => activity.Type == HttpStimulus.KindName && activity.CanStartWorkflow))
            return;

        foreach (var (nodeId, request) in runner.FindTriggers(compiler.Compile(definition).Workflow, host).Where(trigger => trigger.Request.Kind == HttpStimulus.KindName))
        {
            var hash = WorkflowBookmark.HashOf(request.Kind, request.Key);
            var other = await db.Set<WorkflowTrigger>().Where(trigger => trigger.Hash == hash && trigger.DefinitionId != definitionId).Select(trigger => trigger.DefinitionId).FirstOrDefaultAsync(cancel);
            if (other is not null)
                throw new RuleBrokenException(Texts.Say("EndpointTaken", nodeId, request.Key, other)) { Code = "http-path-taken" };
        }
    }

    public async Task Published(ConfigurationItem item, CancellationToken cancel)
    {
        await Retracted(item.EntryKey, cancel);
        if (DefinitionReader.Read(item.Content).Definition is null)
            return;

        var workflow = await workflows.Compile(item, cancel);
        var found = runner.LookForTriggers(workflow, host);
        foreach (var (nodeId, request) in found.Requests)
            Add(item, nodeId, request);
        foreach (var (nodeId, reason) in found.Silent)
            log.LogWarning("The trigger {NodeId} of {DefinitionId} starts nothing: {Reason}", nodeId, item.EntryKey, reason);
        await db.SaveChangesAsync(cancel);
    }

    public async Task Retracted(string definitionId, CancellationToken cancel)
    {
        var standing = await db.Set<WorkflowTrigger>().Where(trigger => trigger.DefinitionId == definitionId).ToListAsync(cancel);
        foreach (var trigger in standing)
            timers.Disarm(TimerKind, KeyOf(definitionId, trigger.NodeId));
        db.RemoveRange(standing);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Arms a trigger that recurs again: in its own beat, or from now on when that has been missed.</summary>
    internal async Task ArmNext(WorkflowTrigger trigger, DateTimeOffset fired, CancellationToken cancel)
    {
        var workflow = await workflows.Find(trigger.ConfigurationItemId, cancel);
        var next = Next(workflow, trigger.NodeId, fired);
        if (next <= transaction.Now)
            next = Next(workflow, trigger.NodeId, transaction.Now);
        if (next > transaction.Now)
            Arm(trigger.DefinitionId, trigger.NodeId, next.Value);
        else if (trigger.Kind is "Elsa.Cron" or "Elsa.Timer")
            log.LogWarning("The trigger {NodeId} of {DefinitionId} has no further time: it starts nothing more until the process is published anew", trigger.NodeId, trigger.DefinitionId);
    }

    DateTimeOffset? Next(Workflow workflow, string nodeId, DateTimeOffset after) => runner.FindTriggers(workflow, new HostAt(host, after))
        .Where(trigger => trigger.NodeId == nodeId && trigger.Request.DueAt > after).Min(trigger => trigger.Request.DueAt);

    void Add(ConfigurationItem item, string nodeId, BookmarkRequest request)
    {
        db.Add(new WorkflowTrigger
        {
            Id = Guid.CreateVersion7(transaction.Now),
            DefinitionId = item.EntryKey,
            ConfigurationItemId = item.Id,
            NodeId = nodeId,
            Kind = request.Kind,
            EntryKey = request.Key,
            Hash = WorkflowBookmark.HashOf(request.Kind, request.Key),
            Payload = request.Payload is null ? null : StoredJson.Write(request.Payload)
        });
        if (request.DueAt is { } due)
            Arm(item.EntryKey, nodeId, due);
    }

    void Arm(string definitionId, string nodeId, DateTimeOffset due) => timers.Arm(TimerKind, KeyOf(definitionId, nodeId), due, new ArmedTrigger(definitionId, nodeId));

    static string KeyOf(string definitionId, string nodeId) => $"{definitionId}/{nodeId}";

    /// <summary>The burst's host at another instant.</summary>
    sealed class HostAt(IBurstHost host, DateTimeOffset now) : IBurstHost
    {
        public DateTimeOffset Now => now;
        public Activity Create(Type activityType) => host.Create(activityType);
        public Task<ActivityResult> Guard(Func<Task<ActivityResult>> run) => host.Guard(run);
    }
}

/// <summary>What the timer of a trigger carries.</summary>
sealed record ArmedTrigger(string DefinitionId, string NodeId);

/// <summary>Starts an instance at a trigger's time: in the transaction that removes the timer and arms it again, hence once.</summary>
sealed class TriggerTimer(BackOfficeDb db, Triggers triggers, Bursts bursts) : ITimerHandler
{
    public string Kind => Triggers.TimerKind;

    public async Task Handle(TimerCall call, CancellationToken cancel)
    {
        var armed = call.Read<ArmedTrigger>();
        var trigger = await db.Set<WorkflowTrigger>().AsNoTracking()
            .FirstOrDefaultAsync(trigger => trigger.DefinitionId == armed.DefinitionId && trigger.NodeId == armed.NodeId, cancel);
        if (trigger is null)
            return;

        await triggers.ArmNext(trigger, call.DueAt, cancel);
        await bursts.TryStart(new StartInstance(trigger.DefinitionId, new Dictionary<string, object?>()) { TriggerActivityId = trigger.NodeId }, cancel);
    }
}

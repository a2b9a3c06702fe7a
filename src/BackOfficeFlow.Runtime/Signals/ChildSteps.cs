using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Running;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// Starts the instances that another asked for, each in a transaction of its own with the removal of its message. The parent is locked
/// meanwhile: of one that is being cancelled either no child starts any more, or the child is there to be cancelled too.
/// </summary>
sealed class StartChildrenStep(BackOfficeDb db, Bursts bursts, Outbox outbox) : IOutboxStep
{
    public string Kind => StartChildren.Kind;

    public async Task Handle(OutboxMessage message, CancellationToken cancel)
    {
        var children = StartChildren.Read(message.Values);
        if (children is not [var only])
        {
            foreach (var child in children)
                outbox.Add(Kind, Stimuli.MadeUp($"{child.InstanceId:N}"), StartChildren.Payload([child]), instanceId: message.InstanceId);
            return;
        }

        // A parent that has ended long ago may have been removed.
        if (!await db.Set<WorkflowInstance>().AnyAsync(instance => instance.Id == only.ParentInstanceId, cancel))
            await bursts.Start(StartInstance.Of(only), cancel);
        else
            await bursts.In(only.ParentInstanceId, parent => Start(parent, only, cancel), cancel);
    }

    async Task<bool> Start(OpenBurst parent, ChildStart child, CancellationToken cancel)
    {
        if (parent.Instance.SubStatus == InstanceSubStatus.Cancelled)
            return false;
        await bursts.Start(StartInstance.Of(child), cancel);
        return true;
    }
}

/// <summary>Tells the instance that waits for it that another has ended.</summary>
sealed class TellParentStep(Stimuli stimuli) : IOutboxStep
{
    public string Kind => TellParent.Kind;

    public Task Handle(OutboxMessage message, CancellationToken cancel)
    {
        var told = TellParent.Read(message.Values);
        stimuli.Tell(new NamedStimulus(told.Wait.Kind, told.Wait.Key), told.News, instanceId: told.ParentInstanceId);
        return Task.CompletedTask;
    }
}

/// <summary>Cancels what a cancelled instance had started, one message for each.</summary>
sealed class CancelChildrenStep(BackOfficeDb db, Outbox outbox) : IOutboxStep
{
    public string Kind => ChildrenCancelled.Kind;

    public async Task Handle(OutboxMessage message, CancellationToken cancel)
    {
        var open = await db.Set<WorkflowInstance>()
            .Where(instance => instance.ParentInstanceId == message.InstanceId && instance.FinishedAt == null)
            .Select(instance => instance.Id).ToListAsync(cancel);
        foreach (var child in open)
            outbox.Add(CancelChildStep.KindName, Stimuli.MadeUp($"{child:N}"), new Dictionary<string, object?> { ["reason"] = message.Values["reason"] }, instanceId: child);
    }
}

/// <summary>Cancels one of them; one that has ended meanwhile stays as it is.</summary>
sealed class CancelChildStep(Bursts bursts) : IOutboxStep
{
    internal const string KindName = "cancel-child";

    public string Kind => KindName;

    public Task Handle(OutboxMessage message, CancellationToken cancel) =>
        bursts.In(message.InstanceId!.Value, burst => burst.Cancel((string)message.Values["reason"]!), cancel);
}

using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Runtime;

/// <summary>Does a message inside the database, in one transaction with its removal, where a step is registered for its kind.</summary>
sealed class OutboxInside(IEnumerable<IOutboxStep> steps, OpenTransaction transaction, NodeSettings settings, LeaseSettings leases, TestHooks hooks)
{
    /// <summary>False: it is to be done outside the database, and the lease is still ours.</summary>
    /// <exception cref="BackOfficeFlow.Data.LostLeaseException">Another node has taken it over (thrown with the commit).</exception>
    public async Task<bool> Try(ClaimedMessage claimed, CancellationToken cancel)
    {
        var message = claimed.Message;
        if (steps.FirstOrDefault(step => step.Kind == message.Kind) is not { } step)
        {
            Renew(claimed);
            return false;
        }

        await transaction.Begin(cancel);
        OutboxRows.Close(transaction, claimed);
        if (!hooks.Spoils(PlantedFault.SwallowedStimulus))
            await step.Handle(message, cancel);
        return true;
    }

    /// <summary>What waited for its turn may have been taken over meanwhile, and what was sent cannot be taken back. A fresh lease needs no question.</summary>
    void Renew(ClaimedMessage claimed)
    {
        if (transaction.Now - claimed.At >= settings.Beat)
            OutboxRows.Change(transaction, claimed, "visible_at = @until", ("until", transaction.Now + leases.Messages));
    }
}

/// <summary>Does a message outside the database.</summary>
sealed class OutboxOutside(IEnumerable<IOutboxHandler> handlers, OutboxHold hold)
{
    public Task<OutboxAnswer> Do(OutboxMessage message, CancellationToken cancel) =>
        hold.IsOn ? Task.FromResult(OutboxAnswer.DeadLetter(Texts.Say("OutboxHeld")))
        : handlers.FirstOrDefault(handler => handler.Kind == message.Kind) is { } handler
            ? handler.Handle(message, cancel)
            : Task.FromResult(OutboxAnswer.DeadLetter(Texts.Say("NobodyHandles", message.Kind, message.Key)));
}

/// <summary>Writes down how an attempt ended.</summary>
sealed class OutboxEnd(OpenTransaction transaction, Stimuli stimuli, Bursts bursts, Quarantine quarantine)
{
    public async Task<bool> End(ClaimedMessage claimed, OutboxAnswer answer, CancellationToken cancel)
    {
        await transaction.Begin(cancel);
        switch (answer)
        {
            case DeliveredAnswer delivered:
                Deliver(claimed, delivered.News);
                break;
            case RetryAnswer retry when claimed.Message.Attempt < Attempts.Messages:
                Again(claimed, retry);
                break;
            case RetryAnswer retry:
                await GiveUp(claimed, retry.Why, cancel);
                break;
            case DeadAnswer dead:
                await GiveUp(claimed, dead.Why, cancel);
                break;
        }

        return true;
    }

    /// <summary>Gives it up without opening its instance.</summary>
    public async Task<bool> Park(ClaimedMessage claimed, string why, CancellationToken cancel)
    {
        await transaction.Begin(cancel);
        MarkDead(claimed, why);
        if (claimed.Message.InstanceId is { } instanceId)
            await quarantine.Put(instanceId, Short(why), cancel);
        return true;
    }

    void Deliver(ClaimedMessage claimed, object? news)
    {
        OutboxRows.Close(transaction, claimed);
        var message = claimed.Message;
        if (news is not null)
            stimuli.Tell(new OutboxAnswered(message.Kind, Stimuli.Bare(message.Key)), news, instanceId: message.InstanceId);
    }

    void Again(ClaimedMessage claimed, RetryAnswer retry) => OutboxRows.Change(
        transaction, claimed, "visible_at = @again, last_error = @error, lease_id = null",
        ("again", transaction.Now + retry.After), ("error", Short(retry.Why)));

    async Task GiveUp(ClaimedMessage claimed, string why, CancellationToken cancel)
    {
        MarkDead(claimed, why);
        if (claimed.Message.InstanceId is { } instanceId)
            await bursts.In(instanceId, burst => Report(burst, claimed.Message, why), cancel);
    }

    void MarkDead(ClaimedMessage claimed, string why) =>
        OutboxRows.Change(transaction, claimed, "state = 'Dead', visible_at = null, last_error = @error, lease_id = null", ("error", Short(why)));

    Task<bool> Report(OpenBurst burst, OutboxMessage message, string why)
    {
        burst.Report(new Incident(Guid.CreateVersion7(transaction.Now), "", "", $"outbox:{message.Kind}", why)
        {
            Code = DeadLetter.Code,
            Detail = DeadLetter.Detail(message.Sequence),
            At = transaction.Now
        });
        return Task.FromResult(true);
    }

    static string Short(string text) => text.Length <= 2000 ? text : text[..2000];
}

/// <summary>The statements on an outbox row whose lease is ours.</summary>
static class OutboxRows
{
    /// <summary>A message whose key was made up is forgotten when done; one with a key of its asker's stays, so that asking again does nothing.</summary>
    public static void Close(OpenTransaction transaction, ClaimedMessage claimed)
    {
        if (Stimuli.IsMadeUp(claimed.Message.Key))
            transaction.Rows.RunLeased(
                "delete from outbox_entry where sequence = @sequence and tenant_id = @tenant and lease_id = @lease",
                ("sequence", claimed.Message.Sequence), ("tenant", claimed.Message.TenantId), ("lease", claimed.Lease));
        else
            Change(transaction, claimed, "state = 'Delivered', visible_at = null, done_at = @done, lease_id = null, last_error = null, hash = null", ("done", transaction.Now));
    }

    /// <summary>A message that was given up starts over.</summary>
    public static void Reopen(OpenTransaction transaction, string tenantId, long sequence)
    {
        transaction.Rows.Run(
            "update outbox_entry set state = 'Waiting', visible_at = @now, attempts = 0, lease_id = null where sequence = @sequence and tenant_id = @tenant and state = 'Dead'",
            hitsOne: false, ("now", transaction.Now), ("sequence", sequence), ("tenant", tenantId));
        transaction.Changed(ChangeSubjects.Outbox, "again");
    }

    public static void Change(OpenTransaction transaction, ClaimedMessage claimed, string set, params IReadOnlyList<(string, object)> values) =>
        transaction.Rows.RunLeased(
            $"update outbox_entry set {set} where sequence = @sequence and tenant_id = @tenant and lease_id = @lease",
            [.. values, ("sequence", claimed.Message.Sequence), ("tenant", claimed.Message.TenantId), ("lease", claimed.Lease)]);
}

/// <summary>How an incident names the outbox message that was given up.</summary>
static class DeadLetter
{
    public const string Code = "outbox-dead";

    public static string Detail(long sequence) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"outbox {sequence}");

    public static long? SequenceOf(Incident incident) =>
        incident.Code == Code && incident.Detail?.Split(' ') is [_, var number] && long.TryParse(number, out var sequence) ? sequence : null;
}

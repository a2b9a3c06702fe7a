using BackOfficeFlow.Data;
using Microsoft.Extensions.Logging;

namespace BackOfficeFlow.Runtime;

/// <summary>Does what transactions asked for outside of them. Any number of nodes may do so at once.</summary>
public sealed class OutboxDrain(Scopes scopes, Dialect dialect, LeaseSettings leases, CrashPoints crashPoints, ILogger<OutboxDrain> log)
{
    internal const string Table = "outbox_entry";

    const int Batch = 50;
    static readonly Caller Nobody = new(null, null, "system");

    /// <summary>Claims one batch and does it; says how many that were.</summary>
    public async Task<int> Round(CancellationToken cancel, int? atOnce = null)
    {
        var lanes = NewLanes(atOnce);
        var taken = await Begin(lanes, cancel, cancel);
        await lanes.Over(cancel);
        return taken;
    }

    /// <summary>How many messages a node does at once. Some wait for other systems, without a transaction.</summary>
    internal Lanes NewLanes(int? atOnce = null) => new(atOnce ?? Math.Max(4, dialect.Writers));

    /// <summary>
    /// Claims one batch and begins it; says how many that were. It returns when the last has begun: a system that keeps one waiting holds up no other, and
    /// none of the next batch.
    /// </summary>
    /// <param name="lanes">Where they run; what of earlier batches is under way has its lane there.</param>
    /// <param name="stop">Begins no further one.</param>
    /// <param name="cancel">Gives up what is under way.</param>
    internal async Task<int> Begin(Lanes lanes, CancellationToken stop, CancellationToken cancel)
    {
        // What is claimed while no lane is free could be done by another node meanwhile.
        await lanes.Free(stop);
        var messages = await scopes.Run<Claims, IReadOnlyList<ClaimedMessage>>(Nobody, claims => claims.TakeMessages(Batch, leases.Messages, stop), stop);
        foreach (var message in messages)
            await lanes.Begin(() => Do(message, cancel), stop);
        return messages.Count;
    }

    public Task<DateTimeOffset?> Next(CancellationToken cancel) => scopes.Apart<Claims, DateTimeOffset?>(Nobody, claims => claims.Next(Table, cancel));

    /// <summary>When the next message falls due, and whether a kept signal can be woken.</summary>
    internal Task<(DateTimeOffset? Next, bool HasEarly)> Look(CancellationToken cancel) =>
        scopes.Apart<Claims, (DateTimeOffset?, bool)>(Nobody, claims => claims.LookAtMessages(cancel));

    /// <summary>Wakes kept signals whose wait began at the very moment when they came.</summary>
    public Task<int> WakeEarly(CancellationToken cancel) => scopes.Run<Claims, int>(Nobody, claims => claims.WakeEarly(cancel), cancel);

    async Task Do(ClaimedMessage claimed, CancellationToken cancel)
    {
        var message = claimed.Message;
        var caller = Caller.System(message.TenantId);
        using var activity = Meters.Source.StartActivity("outbox");
        try
        {
            if (await scopes.Run<OutboxInside, bool>(caller, part => part.Try(claimed, cancel), cancel))
                return;

            var answer = await DoOutside(message, caller, cancel);
            await scopes.Run<OutboxEnd, bool>(caller, part => part.End(claimed, answer, cancel), cancel);
            Meters.MessagesDone.Add(1, new KeyValuePair<string, object?>("kind", message.Kind));
        }
        catch (LostLeaseException)
        {
            // Taken over by another node: what it does counts.
        }
        catch (Exception problem) when (!cancel.IsCancellationRequested)
        {
            log.LogError(problem, "The outbox message {Kind} {Key} failed (attempt {Attempt})", message.Kind, message.Key, message.Attempt);
            await Fail(claimed, caller, problem, cancel);
        }
    }

    /// <summary>Never throws but when stopped: one message must not hold up the others of its batch.</summary>
    async Task Fail(ClaimedMessage claimed, Caller caller, Exception problem, CancellationToken cancel)
    {
        var why = Attempts.Say(problem);
        try
        {
            await scopes.Run<OutboxEnd, bool>(caller, part => part.End(claimed, new RetryAnswer(Attempts.Pause(claimed.Message.Attempt), why), cancel), cancel);
        }
        catch (LostLeaseException)
        {
            // As above.
        }
        catch (Exception further) when (!cancel.IsCancellationRequested)
        {
            log.LogError(further, "The failure of the outbox message {Kind} {Key} could not be written down", claimed.Message.Kind, claimed.Message.Key);
            await Park(claimed, caller, why, cancel);
        }
    }

    // The case that should be told of it cannot be told: then it is the case that a person has to look at. If not even that can be written, the lease runs out.
    async Task Park(ClaimedMessage claimed, Caller caller, string why, CancellationToken cancel)
    {
        if (claimed.Message.Attempt < Attempts.Messages)
            return;

        try
        {
            await scopes.Run<OutboxEnd, bool>(caller, part => part.Park(claimed, why, cancel), cancel);
        }
        catch (Exception problem) when (!cancel.IsCancellationRequested)
        {
            log.LogError(problem, "The outbox message {Kind} {Key} could not be given up", claimed.Message.Kind, claimed.Message.Key);
        }
    }

    async Task<OutboxAnswer> DoOutside(OutboxMessage message, Caller caller, CancellationToken cancel)
    {
        crashPoints.Reached(CrashPoints.AfterOutboxBeforeSend);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(leases.LongestCall);
        return await scopes.Apart<OutboxOutside, OutboxAnswer>(caller, part => part.Do(message, limit.Token));
    }
}

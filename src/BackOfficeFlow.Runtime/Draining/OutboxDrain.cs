using BackOfficeFlow.Data;
using Microsoft.Extensions.Logging;

namespace BackOfficeFlow.Runtime;

/// <summary>Does what transactions asked for outside of them. Any number of nodes may do so at once.</summary>
public sealed class OutboxDrain(Scopes scopes, Dialect dialect, CrashPoints crashPoints, ILogger<OutboxDrain> log)
{
    internal const string Table = "outbox_entry";

    const int Batch = 50;
    internal static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);
    static readonly Caller Nobody = new(null, null, "system");

    /// <summary>Claims one batch and does it; says how many that were.</summary>
    public async Task<int> Round(CancellationToken cancel, int? atOnce = null)
    {
        var messages = await scopes.Run<Claims, IReadOnlyList<ClaimedMessage>>(Nobody, claims => claims.TakeMessages(Batch, Lease, cancel), cancel);
        if (messages.Count == 0)
            return 0;

        await Parallel.ForEachAsync(
            messages,
            new ParallelOptions { MaxDegreeOfParallelism = atOnce ?? Math.Max(4, dialect.Writers), CancellationToken = cancel },
            async (message, stop) => await Do(message, stop));
        return messages.Count;
    }

    public Task<DateTimeOffset?> Next(CancellationToken cancel) => scopes.Apart<Claims, DateTimeOffset?>(Nobody, claims => claims.Next(Table, cancel));

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
            var answer = new RetryAnswer(Attempts.Pause(message.Attempt), Attempts.Say(problem));
            await scopes.Run<OutboxEnd, bool>(caller, part => part.End(claimed, answer, cancel), cancel);
        }
    }

    async Task<OutboxAnswer> DoOutside(OutboxMessage message, Caller caller, CancellationToken cancel)
    {
        crashPoints.Reached(CrashPoints.AfterOutboxBeforeSend);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Longest);
        return await scopes.Apart<OutboxOutside, OutboxAnswer>(caller, part => part.Do(message, limit.Token));
    }
}

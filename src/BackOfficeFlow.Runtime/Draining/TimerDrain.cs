using BackOfficeFlow.Data;
using Microsoft.Extensions.Logging;

namespace BackOfficeFlow.Runtime;

/// <summary>Fires the timers that are due. Any number of nodes may do so at once: a timer is fired by whoever claims it, once.</summary>
public sealed class TimerDrain(Scopes scopes, Dialect dialect, CrashPoints crashPoints, ILogger<TimerDrain> log)
{
    internal const string Table = "armed_timer";

    const int Batch = 200;
    static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    static readonly Caller Nobody = new(null, null, "system");

    /// <summary>Claims one batch and fires it; says how many that were.</summary>
    public async Task<int> Round(CancellationToken cancel, int? atOnce = null)
    {
        var timers = await scopes.Run<Claims, IReadOnlyList<ClaimedTimer>>(Nobody, claims => claims.TakeTimers(Batch, Lease, cancel), cancel);
        if (timers.Count == 0)
            return 0;

        crashPoints.Reached(CrashPoints.InClaim);
        await Parallel.ForEachAsync(
            timers,
            new ParallelOptions { MaxDegreeOfParallelism = atOnce ?? dialect.Writers, CancellationToken = cancel },
            async (timer, stop) => await Fire(timer, stop));
        return timers.Count;
    }

    public Task<DateTimeOffset?> Next(CancellationToken cancel) => scopes.Apart<Claims, DateTimeOffset?>(Nobody, claims => claims.Next(Table, cancel));

    async Task Fire(ClaimedTimer timer, CancellationToken cancel)
    {
        using var activity = Meters.Source.StartActivity("timer");
        var call = timer.Call;
        try
        {
            await scopes.Run<FireTimer, bool>(Caller.System(call.TenantId), part => part.Fire(timer, cancel), cancel);
            Meters.TimersFired.Add(1, new KeyValuePair<string, object?>("kind", call.Kind));
        }
        catch (LostLeaseException)
        {
            // Disarmed, moved, or taken over by another node: nothing of it was kept.
        }
        catch (Exception problem) when (!cancel.IsCancellationRequested)
        {
            log.LogError(problem, "The timer {Kind} {Key} failed (attempt {Attempt})", call.Kind, call.Key, timer.Attempt);
            await Fail(timer, problem, cancel);
        }
    }

    /// <summary>Never throws but when stopped: one timer must not hold up the others of its batch. What cannot be written down is tried again when the lease has run out.</summary>
    async Task Fail(ClaimedTimer timer, Exception problem, CancellationToken cancel)
    {
        try
        {
            await scopes.Run<FireTimer, bool>(Caller.System(timer.Call.TenantId), part => part.Fail(timer, problem, cancel), cancel);
        }
        catch (Exception further) when (!cancel.IsCancellationRequested)
        {
            log.LogError(further, "The failure of the timer {Kind} {Key} could not be written down", timer.Call.Kind, timer.Call.Key);
        }
    }
}

/// <summary>Fires one timer inside its scope.</summary>
sealed class FireTimer(IEnumerable<ITimerHandler> handlers, OpenTransaction transaction, Quarantine quarantine)
{
    public async Task<bool> Fire(ClaimedTimer timer, CancellationToken cancel)
    {
        var handler = handlers.FirstOrDefault(handler => handler.Kind == timer.Call.Kind)
            ?? throw new InvalidOperationException(
                $"Nothing fires timers of the kind '{timer.Call.Kind}'. Known: {string.Join(", ", handlers.Select(known => known.Kind).Order(StringComparer.Ordinal))}.");
        await transaction.Begin(cancel);

        // First in the batch, so that a handler may arm the timer again.
        transaction.Rows.RunLeased(
            "delete from armed_timer where sequence = @sequence and tenant_id = @tenant and lease_id = @lease",
            ("sequence", timer.Sequence), ("tenant", timer.Call.TenantId), ("lease", timer.Lease));
        await handler.Handle(timer.Call, cancel);
        return true;
    }

    public async Task<bool> Fail(ClaimedTimer timer, Exception problem, CancellationToken cancel)
    {
        var isOver = timer.Attempt >= Attempts.Timers;
        transaction.Rows.Run(
            $"update armed_timer set visible_at = {(isOver ? "null" : "@again")}, last_error = @error, lease_id = null where sequence = @sequence and tenant_id = @tenant and lease_id = @lease",
            hitsOne: false,
            [
                .. isOver ? [] : new (string, object)[] { ("again", transaction.Now + Attempts.Pause(timer.Attempt)) },
                ("error", Attempts.Say(problem)), ("sequence", timer.Sequence), ("tenant", timer.Call.TenantId), ("lease", timer.Lease)
            ]);
        if (isOver && timer.Call.InstanceId is { } instanceId)
            await quarantine.Put(instanceId, Attempts.Say(problem), cancel);
        return true;
    }
}

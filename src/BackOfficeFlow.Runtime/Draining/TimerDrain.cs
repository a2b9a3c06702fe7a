using BackOfficeFlow.Data;
using Microsoft.Extensions.Logging;

namespace BackOfficeFlow.Runtime;

/// <summary>Fires the timers that are due. Any number of nodes may do so at once: a timer is fired by whoever claims it, once.</summary>
public sealed class TimerDrain(Scopes scopes, Dialect dialect, LeaseSettings leases, CrashPoints crashPoints, ILogger<TimerDrain> log)
{
    internal const string Table = "armed_timer";

    const int Batch = 200;
    const int MostTogether = 25;
    static readonly Caller Nobody = new(null, null, "system");

    /// <summary>Claims one batch and fires it; says how many that were.</summary>
    public Task<int> Round(CancellationToken cancel, int? atOnce = null) => Round(cancel, CancellationToken.None, atOnce);

    /// <param name="cancel">Gives up what is under way.</param>
    /// <param name="stop">Fires no further one, and ends those under way.</param>
    /// <param name="atOnce">How many at once.</param>
    internal async Task<int> Round(CancellationToken cancel, CancellationToken stop, int? atOnce = null)
    {
        var timers = await scopes.Run<Claims, IReadOnlyList<ClaimedTimer>>(Nobody, claims => claims.TakeTimers(Batch, leases.Timers, cancel), cancel);
        if (timers.Count == 0)
            return 0;

        crashPoints.Reached(CrashPoints.InClaim);
        var lanes = atOnce ?? dialect.Writers;
        await Parallel.ForEachAsync(
            Group(timers, Math.Min(MostTogether, (timers.Count + lanes - 1) / lanes)),
            new ParallelOptions { MaxDegreeOfParallelism = lanes, CancellationToken = cancel },
            async (group, work) =>
            {
                if (!stop.IsCancellationRequested)
                    await Fire(group, work);
            });
        return timers.Count;
    }

    /// <summary>Which timers are fired together: those of a tenant that only wake instances, each another one. Few enough that every lane has something to do.</summary>
    static List<List<ClaimedTimer>> Group(IReadOnlyList<ClaimedTimer> timers, int most)
    {
        var groups = new List<List<ClaimedTimer>>();
        var growing = new Dictionary<string, List<ClaimedTimer>>(StringComparer.Ordinal);
        foreach (var timer in timers)
        {
            if (most == 1 || !FireTogether.Suits(timer))
            {
                groups.Add([timer]);
                continue;
            }

            var group = growing.GetValueOrDefault(timer.Call.TenantId);
            if (group is null || group.Count == most || group.Exists(other => other.Call.InstanceId == timer.Call.InstanceId))
                groups.Add(growing[timer.Call.TenantId] = group = []);
            group.Add(timer);
        }

        return groups;
    }

    async Task Fire(List<ClaimedTimer> group, CancellationToken cancel)
    {
        var left = group;
        while (left.Count > 1)
        {
            var fired = await TryTogether(left, cancel);
            left = left.FindAll(timer => !fired.Contains(timer.Sequence));

            // Opening many to fire few costs more than it saves.
            if (fired.Count < left.Count)
                break;
        }

        foreach (var timer in left)
            await Fire(timer, cancel);
    }

    async Task<IReadOnlySet<long>> TryTogether(List<ClaimedTimer> timers, CancellationToken cancel)
    {
        using var activity = Meters.Source.StartActivity("timers");
        try
        {
            var fired = await scopes.RunOnce<FireTogether, IReadOnlySet<long>>(Caller.System(timers[0].Call.TenantId), part => part.Fire(timers, cancel), cancel);
            Meters.TimersFired.Add(fired.Count, new KeyValuePair<string, object?>("kind", timers[0].Call.Kind));
            return fired;
        }
        catch (Exception problem) when (!cancel.IsCancellationRequested)
        {
            // Alone, each shows whether it was the one.
            log.LogDebug(problem, "{Count} timers could not be fired together", timers.Count);
            return new HashSet<long>();
        }
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

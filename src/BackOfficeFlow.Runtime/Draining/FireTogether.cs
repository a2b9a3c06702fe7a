namespace BackOfficeFlow.Runtime;

/// <summary>
/// Ends many waits whose time has come in one transaction: most of what a short burst costs is its transaction. Whatever goes wrong, nothing of any of them
/// is kept, and each is fired alone.
/// </summary>
sealed class FireTogether(Bursts bursts, OpenTransaction transaction, TimeProvider clock)
{
    // The others are locked meanwhile: people must not wait for a script that has nothing to do with them.
    static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(250);

    /// <summary>Whether a timer only wakes its instance. One that has failed before is fired alone.</summary>
    public static bool Suits(ClaimedTimer timer) => timer is { Attempt: 1, Call: { Kind: BurstWriter.BookmarkTimer, InstanceId: not null } };

    /// <summary>Says which were fired. The rest is held by others, or it was time to stop.</summary>
    public async Task<IReadOnlySet<long>> Fire(IReadOnlyList<ClaimedTimer> timers, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        var free = await bursts.LockUnheld([.. timers.Select(timer => timer.Call.InstanceId!.Value)], cancel);
        var fired = new HashSet<long>();
        foreach (var timer in timers)
        {
            if (!free.TryGetValue(timer.Call.InstanceId!.Value, out var instance))
                continue;

            transaction.Take(timer);
            await bursts.In(instance, burst => burst.Resume(Guid.Parse(timer.Call.Key)), cancel);
            fired.Add(timer.Sequence);

            // Records that cases share are not held longer than one of them needs, and no two transactions wait for each other's.
            if (transaction.HasSaved || clock.GetElapsedTime(began) > Longest)
                break;
        }

        return fired;
    }
}

static class TimerRows
{
    /// <summary>The row of a timer that fires now: it must be ours still.</summary>
    public static void Take(this OpenTransaction transaction, ClaimedTimer timer)
    {
        transaction.Rows.RunLeased(
            "delete from armed_timer where sequence = @sequence and tenant_id = @tenant and lease_id = @lease",
            ("sequence", timer.Sequence), ("tenant", timer.Call.TenantId), ("lease", timer.Lease));
        if (timer.Call.Kind == BurstWriter.BookmarkTimer)
            transaction.EndedWaits.Add(timer.Call.Key);
    }
}

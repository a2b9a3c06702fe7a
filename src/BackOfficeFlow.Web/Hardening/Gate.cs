using System.Threading.RateLimiting;
using BackOfficeFlow.Work.Accounts;

namespace BackOfficeFlow.Web;

/// <summary>
/// Lets a bounded number of requests in, and works on fewer of them at once: the others wait for their turn, those of
/// one company in the order in which they came. One company has a part of either, never all.
/// </summary>
sealed class Gate : IAsyncDisposable
{
    readonly PartitionedRateLimiter<string> places;
    readonly PartitionedRateLimiter<string> turns;
    int open;

    public Gate(int open, int atOnce, int tenantPercent)
    {
        places = Limit(open, tenantPercent, waiting: 0);
        turns = Limit(atOnce, tenantPercent, waiting: open);
    }

    /// <summary>How many are in.</summary>
    public int Open => Volatile.Read(ref open);

    /// <summary>Takes a place and waits for a turn. Null: there is no place.</summary>
    public async ValueTask<Turn?> Enter(string tenant, CancellationToken cancel)
    {
        var place = places.AttemptAcquire(tenant);
        if (!place.IsAcquired)
        {
            place.Dispose();
            return null;
        }

        Interlocked.Increment(ref open);
        try
        {
            return new Turn(this, place, await turns.AcquireAsync(tenant, 1, cancel));
        }
        catch
        {
            Leave(place);
            throw;
        }
    }

    void Leave(RateLimitLease place)
    {
        place.Dispose();
        Interlocked.Decrement(ref open);
    }

    // A company's own limit comes first: what waits there holds nothing that others need.
    static PartitionedRateLimiter<string> Limit(int most, int tenantPercent, int waiting) => PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<string, string>(tenant => Concurrent(tenant, Math.Max(1, most * tenantPercent / 100), waiting)),
        PartitionedRateLimiter.Create<string, string>(_ => Concurrent("", most, waiting)));

    static RateLimitPartition<string> Concurrent(string key, int most, int waiting) => RateLimitPartition.GetConcurrencyLimiter(
        key, _ => new ConcurrencyLimiterOptions { PermitLimit = most, QueueLimit = waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    public async ValueTask DisposeAsync()
    {
        await places.DisposeAsync();
        await turns.DisposeAsync();
    }

    /// <summary>A request that is in.</summary>
    public sealed class Turn(Gate gate, RateLimitLease place, RateLimitLease turn) : IMachineTurn, IDisposable
    {
        int hasLeft;

        public void GiveBack() => turn.Dispose();

        public void Dispose()
        {
            if (Interlocked.Exchange(ref hasLeft, 1) != 0)
                return;
            turn.Dispose();
            gate.Leave(place);
        }
    }
}

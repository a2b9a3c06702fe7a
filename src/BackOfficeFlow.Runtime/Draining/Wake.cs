
namespace BackOfficeFlow.Runtime;

/// <summary>Sleeps until something is due or a change is told, five seconds at most: a missed signal costs no more than that.</summary>
sealed class Wake : IDisposable
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    readonly SemaphoreSlim bell = new(0, 1);
    readonly IDisposable subscription;
    readonly TimeProvider clock;

    public Wake(ChangeSignal signal, TimeProvider clock, string subject)
    {
        this.clock = clock;
        subscription = signal.Subscribe(change =>
        {
            if (change.Subject == subject)
                Ring();
        });
    }

    /// <summary>False: it is not due yet, but five seconds have passed, or a change was told: it is to be asked for anew.</summary>
    public async Task<bool> SleepUntil(DateTimeOffset? until, CancellationToken cancel)
    {
        var pause = until is { } due ? due - clock.GetUtcNow() : TimeSpan.MaxValue;
        if (pause <= TimeSpan.Zero)
            return true;

        return !await bell.WaitAsync(pause < Longest ? pause : Longest, cancel) && pause < Longest;
    }

    void Ring()
    {
        try
        {
            bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // It rings already.
        }
    }

    public void Dispose()
    {
        subscription.Dispose();
        bell.Dispose();
    }
}

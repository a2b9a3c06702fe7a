
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

    public async Task Sleep(DateTimeOffset? until, CancellationToken cancel)
    {
        var pause = until is { } due ? due - clock.GetUtcNow() : Longest;
        if (pause <= TimeSpan.Zero)
            return;

        await bell.WaitAsync(pause < Longest ? pause : Longest, cancel);
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

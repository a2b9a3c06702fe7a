using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Work.Imports;

/// <summary>Calls back when an import has changed; after five seconds at the latest, since a change signal is only a hint. Never twice at once.</summary>
sealed class Live : IDisposable
{
    static readonly TimeSpan AtLatest = TimeSpan.FromSeconds(5);

    readonly CancellationTokenSource stop = new();
    readonly SemaphoreSlim news = new(0, 1);
    readonly IDisposable subscription;

    public Live(ChangeSignal signal, Func<Change, bool> concerns, Func<Task> refresh)
    {
        subscription = signal.Subscribe(change =>
        {
            if (concerns(change))
                Wake();
        });
        _ = Run(refresh);
    }

    void Wake()
    {
        try
        {
            news.Release();
        }
        catch (SemaphoreFullException)
        {
        }
    }

    async Task Run(Func<Task> refresh)
    {
        try
        {
            while (true)
            {
                await news.WaitAsync(AtLatest, stop.Token);
                await refresh();
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    // The loop may be in the middle of a refresh: it ends by itself, and what it waits on is left to it.
    public void Dispose()
    {
        subscription.Dispose();
        stop.Cancel();
    }
}

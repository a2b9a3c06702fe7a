using System.Diagnostics;
using BackOfficeFlow.Runtime;
using Microsoft.Extensions.Hosting;

namespace BackOfficeFlow.Work.Endpoints;

/// <summary>Holds a request while the case that it started or woke waits for other systems that it called. A node that stops holds nobody.</summary>
public sealed class OpenLine(ChangeSignal signal, IHostApplicationLifetime life)
{
    static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <param name="instanceId">The case.</param>
    /// <param name="most">How long at most.</param>
    /// <param name="look">Says how far it has come.</param>
    /// <param name="isUnderWay">Whether more may come soon.</param>
    /// <param name="cancel">Whoever asks has gone.</param>
    public async Task<T> Hold<T>(Guid instanceId, TimeSpan most, Func<Task<T>> look, Func<T, bool> isUnderWay, CancellationToken cancel)
    {
        using var bell = new SemaphoreSlim(0);
        using var subscription = signal.Subscribe(change =>
        {
            if (change.Subject == ChangeSubjects.Instance && change.Id == instanceId.ToString())
                bell.Release();
        });
        var since = Stopwatch.StartNew();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel, life.ApplicationStopping);
        while (true)
        {
            var now = await look();
            var left = most - since.Elapsed;
            if (!isUnderWay(now) || left <= TimeSpan.Zero || end.IsCancellationRequested)
                return now;
            await Wait(bell, left < Look ? left : Look, end.Token);
        }
    }

    static async Task Wait(SemaphoreSlim bell, TimeSpan time, CancellationToken end)
    {
        try
        {
            await bell.WaitAsync(time, end);
        }
        catch (OperationCanceledException)
        {
            // Looked at once more, and answered as it stands.
        }
    }
}

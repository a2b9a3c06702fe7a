using System.Diagnostics;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace BackOfficeFlow.Work.Endpoints;

/// <summary>Holds a request while the case that it started or woke waits for other systems that it called. A node that stops holds nobody.</summary>
public sealed class OpenLine(ChangeSignal signal, IHostApplicationLifetime life)
{
    static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <param name="context">The request. It gives its turn back: others may be worked on while it waits.</param>
    /// <param name="instanceId">The case.</param>
    /// <param name="most">How long at most.</param>
    /// <param name="look">Says how far it has come.</param>
    /// <param name="isUnderWay">Whether more may come soon.</param>
    public async Task<T> Hold<T>(HttpContext context, Guid instanceId, TimeSpan most, Func<Task<T>> look, Func<T, bool> isUnderWay)
    {
        context.Features.Get<IMachineTurn>()?.GiveBack();
        using var bell = new SemaphoreSlim(0);
        using var subscription = signal.Subscribe(change =>
        {
            if (change.Subject == ChangeSubjects.Instance && change.Id == instanceId.ToString())
                bell.Release();
        });
        var since = Stopwatch.StartNew();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
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

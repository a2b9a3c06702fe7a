using Hangfire.Server;
using Microsoft.Extensions.Logging;

namespace BackOfficeFlow.Runtime;

/// <summary>Keeps firing timers, as a process of the node's server.</summary>
public sealed class TimerProcess(TimerDrain drain, ChangeSignal signal, TimeProvider clock, ILogger<TimerProcess> log) : INodeProcess
{
    public void Execute(BackgroundProcessContext context) =>
        DrainLoop.Run(ChangeSubjects.Timer, stop => drain.Round(context.StoppedToken, stop), drain.Next, signal, clock, log, context.StoppingToken);
}

/// <summary>Keeps delivering the outbox, as a process of the node's server.</summary>
public sealed class OutboxProcess(OutboxDrain drain, ChangeSignal signal, TimeProvider clock, ILogger<OutboxProcess> log) : INodeProcess
{
    readonly Lanes lanes = drain.NewLanes();

    public void Execute(BackgroundProcessContext context)
    {
        DrainLoop.Run(ChangeSubjects.Outbox, stop => Round(stop, context.StoppedToken), Next, signal, clock, log, context.StoppingToken);
        End(context.StoppedToken).GetAwaiter().GetResult();
    }

    async Task<int> Round(CancellationToken stop, CancellationToken cancel)
    {
        var taken = await drain.Begin(lanes, stop, cancel);
        return taken > 0 ? taken : await drain.WakeEarly(stop);
    }

    /// <summary>What has begun is ended, for as long as the server lets it.</summary>
    async Task End(CancellationToken cancel) => await lanes.Over(cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    async Task<DateTimeOffset?> Next(CancellationToken cancel)
    {
        var (next, hasEarly) = await drain.Look(cancel);
        return hasEarly ? DateTimeOffset.MinValue : next;
    }
}

/// <summary>A node that stops claims nothing more at once; what it has begun it ends, for as long as the server lets it.</summary>
static class DrainLoop
{
    static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    public static void Run(
        string subject, Func<CancellationToken, Task<int>> round, Func<CancellationToken, Task<DateTimeOffset?>> next,
        ChangeSignal signal, TimeProvider clock, ILogger log, CancellationToken stop)
    {
        using var wake = new Wake(signal, clock, subject);
        Loop(round, next, wake, log, stop).GetAwaiter().GetResult();
    }

    static async Task Loop(
        Func<CancellationToken, Task<int>> round, Func<CancellationToken, Task<DateTimeOffset?>> next, Wake wake, ILogger log, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                // A question costs the database less than an attempt to take something: an idle node only asks.
                if (await wake.SleepUntil(await next(stop), stop))
                    while (!stop.IsCancellationRequested && await round(stop) > 0)
                    {
                    }
            }
            catch (Exception problem) when (stop.IsCancellationRequested)
            {
                // Given up half-way: its leases are given back, or run out.
                if (problem is not OperationCanceledException)
                    log.LogWarning(problem, "What this node had begun when it was told to stop could not be ended");
                return;
            }
            catch (Exception problem)
            {
                log.LogError(problem, "The database could not be asked for what is due");
                await Task.Delay(AfterFailure, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}

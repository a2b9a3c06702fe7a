using Hangfire.Server;
using Microsoft.Extensions.Logging;

namespace BackOfficeFlow.Runtime;

/// <summary>Keeps firing timers, as a process of the node's server.</summary>
public sealed class TimerProcess(TimerDrain drain, ChangeSignal signal, TimeProvider clock, ILogger<TimerProcess> log) : INodeProcess
{
    public void Execute(BackgroundProcessContext context) =>
        DrainLoop.Run(ChangeSubjects.Timer, stop => drain.Round(stop), drain.Next, signal, clock, log, context.StoppingToken);
}

/// <summary>Keeps delivering the outbox, as a process of the node's server.</summary>
public sealed class OutboxProcess(OutboxDrain drain, ChangeSignal signal, TimeProvider clock, ILogger<OutboxProcess> log) : INodeProcess
{
    public void Execute(BackgroundProcessContext context) =>
        DrainLoop.Run(ChangeSubjects.Outbox, Round, Next, signal, clock, log, context.StoppingToken);

    async Task<int> Round(CancellationToken cancel)
    {
        var done = await drain.Round(cancel);
        return done > 0 ? done : await drain.WakeEarly(cancel);
    }

    async Task<DateTimeOffset?> Next(CancellationToken cancel)
    {
        var (next, hasEarly) = await drain.Look(cancel);
        return hasEarly ? DateTimeOffset.MinValue : next;
    }
}

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
                    while (await round(stop) > 0)
                    {
                    }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
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

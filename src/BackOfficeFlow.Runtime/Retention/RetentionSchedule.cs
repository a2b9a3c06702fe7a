using Hangfire;
using Microsoft.Extensions.Hosting;

namespace BackOfficeFlow.Runtime;

/// <summary>Has the retention run every night, and some minutes after a start for those who were off at night.</summary>
public sealed class RetentionSchedule(IRecurringJobManager recurring, IBackgroundJobClient jobs, RetentionSettings settings) : IHostedService
{
    const string Nightly = "17 3 * * *";
    static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(10);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Named here so that a wrong setting stops the start, and not the first night.
        _ = settings.Operations;
        recurring.AddOrUpdate<RetentionJob>("retention", job => job.Run(CancellationToken.None), Nightly);
        jobs.Schedule<RetentionJob>(job => job.RunIfMissed(CancellationToken.None), AfterStart);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>The job as the runner knows it: never two at a time, and the next night is soon enough after a failure.</summary>
[DisableConcurrentExecution(60)]
[AutomaticRetry(Attempts = 0)]
public sealed class RetentionJob(RetentionRun run)
{
    public Task Run(CancellationToken cancel) => run.Run(cancel);

    public Task RunIfMissed(CancellationToken cancel) => run.RunIfMissed(cancel);
}

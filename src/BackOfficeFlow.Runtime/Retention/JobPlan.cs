using Hangfire;

namespace BackOfficeFlow.Runtime;

/// <summary>Has the retention run every night, and some minutes after it was planned for those who were off at night.</summary>
public sealed class JobPlan
{
    /// <summary>The job that recurs; where it is missing the plan was lost.</summary>
    public const string Nightly = "retention";

    const string EveryNight = "17 3 * * *";
    static readonly TimeSpan Soon = TimeSpan.FromMinutes(10);

    readonly IRecurringJobManager recurring;
    readonly IBackgroundJobClient jobs;

    public JobPlan(IRecurringJobManager recurring, IBackgroundJobClient jobs, RetentionSettings settings)
    {
        (this.recurring, this.jobs) = (recurring, jobs);

        // Named here so that a wrong setting stops the start, and not the first night.
        _ = settings.Operations;
    }

    public void Write()
    {
        recurring.AddOrUpdate<RetentionJob>(Nightly, job => job.Run(CancellationToken.None), EveryNight);
        jobs.Schedule<RetentionJob>(job => job.RunIfMissed(CancellationToken.None), Soon);
    }
}

/// <summary>The job as the runner knows it: never two at a time, and the next night is soon enough after a failure.</summary>
[DisableConcurrentExecution(60)]
[AutomaticRetry(Attempts = 0)]
public sealed class RetentionJob(RetentionRun run)
{
    public Task Run(CancellationToken cancel) => run.Run(cancel);

    public Task RunIfMissed(CancellationToken cancel) => run.RunIfMissed(cancel);
}

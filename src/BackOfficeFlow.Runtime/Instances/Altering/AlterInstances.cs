using BackOfficeFlow.Data;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// Repairs all cases that a filter selects, one after another, each in a transaction of its own (Elsa's alteration plan). It is done by a job
/// that says how far it is, survives a restart and can be stopped. <see cref="FindInstancesToAlter"/> is its dry run.
/// </summary>
/// <param name="Which">The cases; those that begin later are not touched. A filter that says nothing is refused.</param>
/// <param name="Alterations">As for <see cref="AlterInstance"/>.</param>
[SentBy(Senders.Supervisors)]
public sealed record AlterInstances(FindInstancesToAlter Which, string Alterations) : IRequest<BegunAltering>
{
    public sealed class Validator : AbstractValidator<AlterInstances>
    {
        public Validator()
        {
            RuleFor(request => request.Alterations).AreAlterations();
            RuleFor(request => request.Which).NotNull();
            RuleFor(request => request.Which).Must(which => !which.SaysNothing).WithMessage(_ => Texts.Say("AlterSelectsNothing")).When(request => request.Which is not null);
        }
    }

    public sealed class Handler(BackOfficeDb db, Timers timers, ProgressNote progress, Audit audit, CurrentCaller current, OpenTransaction transaction)
        : IRequestHandler<AlterInstances, BegunAltering>
    {
        public async Task<BegunAltering> Handle(AlterInstances request, CancellationToken cancellationToken)
        {
            var job = new AlteringJob(Guid.CreateVersion7(transaction.Now), request.Which, request.Alterations, transaction.Now, current.Caller.Name);
            var selected = await request.Which.In(db.Set<WorkflowInstance>()).CountAsync(cancellationToken);
            progress.Write(job.JobKey, job.StartedAt, 0);
            timers.Arm(AlterNext.TimerKind, job.Key, transaction.Now, job);
            audit.Write("AlterInstances", "alterations", job.Id.ToString(), new { request.Which, request.Alterations, selected });
            return new BegunAltering(job.Id, selected);
        }
    }
}

/// <summary>The job that does it, and how many cases it will look at.</summary>
public sealed record BegunAltering(Guid JobId, int Selected)
{
    /// <summary>Under which it says how far it is (<see cref="JobProgress"/>).</summary>
    public string JobKey => AlteringJob.JobKeyOf(JobId);
}

/// <summary>How far the repair of many cases is.</summary>
sealed record AlteringJob(Guid Id, FindInstancesToAlter Which, string Alterations, DateTimeOffset StartedAt, string By)
{
    /// <summary>When the last case that was looked at had begun, and which ones of that instant were.</summary>
    public DateTimeOffset After { get; init; }
    public IReadOnlyList<Guid> AtThatInstant { get; init; } = [];
    public long Done { get; init; }
    public int Failed { get; init; }

    /// <summary>Why the first that could not be altered was not.</summary>
    public string? Problem { get; init; }

    public string JobKey => JobKeyOf(Id);

    // One for each step: the timer that is firing cannot be armed anew while it fires.
    public string Key => FormattableString.Invariant($"{Id:N}/{Done}");

    public static string JobKeyOf(Guid id) => $"alterations:{id:N}";
}

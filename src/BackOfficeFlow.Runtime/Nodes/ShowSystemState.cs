using BackOfficeFlow.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>What an administrator looks at when something seems stuck: outbox, timers, nodes.</summary>
[SentBy(Senders.Administrator)]
public sealed record ShowSystemState : IRequest<SystemState>
{
    const int Listed = 50;

    public sealed class Handler(BackOfficeDb db, TimeProvider clock) : IRequestHandler<ShowSystemState, SystemState>
    {
        public async Task<SystemState> Handle(ShowSystemState request, CancellationToken cancellationToken)
        {
            var now = clock.GetUtcNow();
            var outbox = db.Set<OutboxEntry>();
            var timers = db.Set<ArmedTimer>();
            return new SystemState(
                now,
                await outbox.CountAsync(entry => entry.State == OutboxState.Waiting, cancellationToken),
                await outbox.CountAsync(entry => entry.State == OutboxState.Waiting && entry.Attempts > 0 && entry.LastError != null, cancellationToken),
                await outbox.CountAsync(entry => entry.State == OutboxState.Early, cancellationToken),
                await outbox.Where(entry => entry.State == OutboxState.Waiting).MinAsync(entry => (DateTimeOffset?)entry.CreatedAt, cancellationToken),
                await outbox.Where(entry => entry.State == OutboxState.Dead)
                    .OrderByDescending(entry => entry.Sequence).Take(Listed)
                    .Select(entry => new DeadLine(entry.Sequence, entry.Kind, entry.EntryKey, entry.InstanceId, entry.Attempts, entry.LastError, entry.CreatedAt))
                    .ToListAsync(cancellationToken),
                await timers.CountAsync(timer => timer.VisibleAt != null, cancellationToken),
                await timers.CountAsync(timer => timer.VisibleAt != null && timer.DueAt < now, cancellationToken),
                await timers.Where(timer => timer.VisibleAt != null).MinAsync(timer => (DateTimeOffset?)timer.DueAt, cancellationToken),
                await timers.Where(timer => timer.VisibleAt == null)
                    .OrderByDescending(timer => timer.Sequence).Take(Listed)
                    .Select(timer => new DeadLine(timer.Sequence, timer.Kind, timer.EntryKey, timer.InstanceId, timer.Attempts, timer.LastError, timer.DueAt))
                    .ToListAsync(cancellationToken),
                await db.Set<RunningNode>().OrderBy(node => node.Name)
                    .Select(node => new NodeLine(node.Id, node.Name, node.Version, node.StartedAt, node.SeenAt))
                    .ToListAsync(cancellationToken))
            {
                Quarantined = await db.Set<QuarantinedInstance>()
                    .OrderByDescending(quarantined => quarantined.Since).ThenBy(quarantined => quarantined.InstanceId).Take(Listed)
                    .Join(
                        db.Set<WorkflowInstance>(), quarantined => quarantined.InstanceId, instance => instance.Id,
                        (quarantined, instance) => new QuarantineLine(instance.Id, instance.CaseKey, instance.Name, quarantined.Cause, quarantined.Since))
                    .ToListAsync(cancellationToken),
                Jobs = await db.Set<JobProgress>().OrderBy(job => job.JobKey)
                    .Select(job => new JobLine(job.JobKey, job.StartedAt, job.SaidAt, job.EndedAt, job.Done, job.Failure))
                    .ToListAsync(cancellationToken)
            };
        }
    }
}

/// <summary>The state of outbox, timers and nodes at an instant.</summary>
public sealed record SystemState(
    DateTimeOffset At,
    int OutboxWaiting,
    int OutboxFailing,
    int OutboxEarly,
    DateTimeOffset? OutboxOldest,
    IReadOnlyList<DeadLine> OutboxDead,
    int TimersArmed,
    int TimersOverdue,
    DateTimeOffset? TimersNext,
    IReadOnlyList<DeadLine> TimersDead,
    IReadOnlyList<NodeLine> Nodes)
{
    /// <summary>Cases that cannot go on, whatever their steps do.</summary>
    public IReadOnlyList<QuarantineLine> Quarantined { get; init; } = [];

    /// <summary>Long jobs: when each ran last, or how far it is.</summary>
    public IReadOnlyList<JobLine> Jobs { get; init; } = [];
}

/// <summary>A long job, and how far it is.</summary>
public sealed record JobLine(string Key, DateTimeOffset StartedAt, DateTimeOffset SaidAt, DateTimeOffset? EndedAt, long Done, string? Failure);

/// <summary>A case that was put aside, and why.</summary>
public sealed record QuarantineLine(Guid InstanceId, string CaseKey, string? Name, string Cause, DateTimeOffset Since);

/// <summary>Something that was given up.</summary>
public sealed record DeadLine(long Sequence, string Kind, string Key, Guid? InstanceId, int Attempts, string? LastError, DateTimeOffset Since);

/// <summary>A node, and when it last said that it is alive. A restarted one may bear the name of the one before, which is listed for a while too.</summary>
public sealed record NodeLine(Guid Id, string Name, string Version, DateTimeOffset StartedAt, DateTimeOffset SeenAt);

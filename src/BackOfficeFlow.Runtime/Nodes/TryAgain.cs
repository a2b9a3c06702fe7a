using BackOfficeFlow.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>Delivers an outbox message again that was given up; the incident that it left with a case is closed.</summary>
[SentBy(Senders.Administrator)]
public sealed record DeliverAgain(long Sequence) : IRequest<Unit>
{
    public sealed class Handler(BackOfficeDb db, OpenTransaction transaction, Bursts bursts, Audit audit) : IRequestHandler<DeliverAgain, Unit>
    {
        public async Task<Unit> Handle(DeliverAgain request, CancellationToken cancellationToken)
        {
            var entry = await db.Set<OutboxEntry>().AsNoTracking()
                .FirstOrDefaultAsync(entry => entry.Sequence == request.Sequence && entry.State == OutboxState.Dead, cancellationToken)
                ?? throw new RuleBrokenException(Texts.Say("DeadLetterUnknown", request.Sequence)) { Code = "dead-letter-unknown" };

            OutboxRows.Reopen(transaction, entry.TenantId, entry.Sequence);
            if (entry.InstanceId is { } instanceId)
                await bursts.In(instanceId, burst => Settle(burst, request.Sequence), cancellationToken);
            audit.Write("DeliverAgain", "outbox", $"{entry.Kind}:{entry.EntryKey}");
            return Unit.Value;
        }

        Task<bool> Settle(OpenBurst burst, long sequence)
        {
            var open = burst.Instance.Incidents.Find(incident => incident.ResolvedAt is null && DeadLetter.SequenceOf(incident) == sequence);
            if (open is not null)
                burst.Settle(open.Id, transaction.Now);
            return Task.FromResult(open is not null);
        }
    }
}

/// <summary>Fires a timer again that was given up.</summary>
[SentBy(Senders.Administrator)]
public sealed record FireAgain(long Sequence) : IRequest<Unit>
{
    public sealed class Handler(BackOfficeDb db, OpenTransaction transaction, Audit audit) : IRequestHandler<FireAgain, Unit>
    {
        public async Task<Unit> Handle(FireAgain request, CancellationToken cancellationToken)
        {
            var timer = await db.Set<ArmedTimer>().AsNoTracking()
                .FirstOrDefaultAsync(timer => timer.Sequence == request.Sequence && timer.VisibleAt == null, cancellationToken)
                ?? throw new RuleBrokenException(Texts.Say("DeadLetterUnknown", request.Sequence)) { Code = "dead-letter-unknown" };

            transaction.Rows.Run(
                "update armed_timer set visible_at = @now, attempts = 0 where sequence = @sequence and tenant_id = @tenant and visible_at is null",
                hitsOne: true, ("now", transaction.Now), ("sequence", timer.Sequence), ("tenant", timer.TenantId));
            transaction.Changed(ChangeSubjects.Timer, timer.Kind);
            audit.Write("FireAgain", "timer", $"{timer.Kind}:{timer.EntryKey}");
            return Unit.Value;
        }
    }
}

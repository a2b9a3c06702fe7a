using BackOfficeFlow.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>Lets an instance go on that was put aside: if it can be opened now, what was given up of it starts over.</summary>
[SentBy(Senders.Supervisors)]
public sealed record RetryQuarantined(Guid InstanceId) : IRequest<Unit>
{
    public sealed class Handler(BackOfficeDb db, Bursts bursts, Quarantine quarantine, Audit audit) : IRequestHandler<RetryQuarantined, Unit>
    {
        public async Task<Unit> Handle(RetryQuarantined request, CancellationToken cancellationToken)
        {
            if (!await db.Set<QuarantinedInstance>().AnyAsync(instance => instance.InstanceId == request.InstanceId, cancellationToken))
                throw new RuleBrokenException(Texts.Say("NotQuarantined", request.InstanceId)) { Code = "not-quarantined" };

            return await bursts.In(request.InstanceId, Lift, cancellationToken);
        }

        Task<Unit> Lift(OpenBurst burst)
        {
            // What was given up of it and became an incident keeps that: it is delivered again by the incident's own button.
            var open = burst.Instance.Incidents.FindAll(incident => incident.ResolvedAt is null);
            quarantine.Lift(burst.InstanceId, burst.Instance.NeedsAttention, [.. open.Select(DeadLetter.SequenceOf).OfType<long>()]);
            audit.Write("RetryQuarantined", "instance", burst.InstanceId.ToString());
            return Unit.Task;
        }
    }
}

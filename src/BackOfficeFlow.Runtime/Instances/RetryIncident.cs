using MediatR;

namespace BackOfficeFlow.Runtime;

/// <summary>Runs the step that failed again, and the case goes on from there.</summary>
[SentBy(Senders.Supervisors)]
public sealed record RetryIncident(Guid InstanceId, Guid IncidentId) : IRequest<Unit>
{
    public sealed class Handler(Bursts bursts, Audit audit) : IRequestHandler<RetryIncident, Unit>
    {
        public Task<Unit> Handle(RetryIncident request, CancellationToken cancellationToken) =>
            bursts.In(request.InstanceId, burst => Again(burst, request.IncidentId), cancellationToken);

        async Task<Unit> Again(OpenBurst burst, Guid incidentId)
        {
            if (!await burst.Retry(incidentId))
                throw new RuleBrokenException(Texts.Say("IncidentUnknown", burst.CaseKey, incidentId)) { Code = "incident-unknown" };

            audit.Write("RetryIncident", "instance", burst.InstanceId.ToString(), new { incidentId });
            return Unit.Value;
        }
    }
}

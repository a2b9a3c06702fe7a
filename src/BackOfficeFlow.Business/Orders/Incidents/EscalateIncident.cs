using BackOfficeFlow.Runtime;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>The incident has been put before a supervisor.</summary>
[SentBy(Senders.Product)]
public sealed record EscalateIncident(Guid IncidentId) : IRequest<IReadOnlyDictionary<string, object?>>
{
    public sealed class Handler(IncidentDesk desk) : IRequestHandler<EscalateIncident, IReadOnlyDictionary<string, object?>>
    {
        public Task<IReadOnlyDictionary<string, object?>> Handle(EscalateIncident request, CancellationToken cancel) =>
            desk.Change(request.IncidentId, file => file.Incident.Escalate(desk.Now), cancel);
    }
}

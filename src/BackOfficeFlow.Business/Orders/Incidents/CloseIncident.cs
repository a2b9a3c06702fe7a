using BackOfficeFlow.Runtime;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Closes an incident with its cause; the shipment may have a new case afterwards.</summary>
[SentBy(Senders.Product)]
public sealed record CloseIncident(Guid IncidentId, string Cause, ResponsibleParty Responsible) : IRequest<IReadOnlyDictionary<string, object?>>
{
    public sealed class Handler(IncidentDesk desk) : IRequestHandler<CloseIncident, IReadOnlyDictionary<string, object?>>
    {
        public Task<IReadOnlyDictionary<string, object?>> Handle(CloseIncident request, CancellationToken cancel) =>
            desk.Change(request.IncidentId, file => file.Incident.Close(request.Cause, request.Responsible, desk.Now), cancel);
    }
}

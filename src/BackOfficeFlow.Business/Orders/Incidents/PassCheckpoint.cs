using BackOfficeFlow.Runtime;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>A limit of an incident has come: it is marked, unless what it stands for was done meanwhile.</summary>
[SentBy(Senders.Product)]
public sealed record PassCheckpoint(Guid IncidentId, Checkpoint What) : IRequest<IReadOnlyDictionary<string, object?>>
{
    public sealed class Handler(IncidentDesk desk) : IRequestHandler<PassCheckpoint, IReadOnlyDictionary<string, object?>>
    {
        public Task<IReadOnlyDictionary<string, object?>> Handle(PassCheckpoint request, CancellationToken cancel) =>
            desk.Change(request.IncidentId, file => file.Incident.Pass(request.What, desk.Now), cancel);
    }
}

using BackOfficeFlow.Runtime;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>What was arranged did not work: everything is looked at again, with one attempt more.</summary>
[SentBy(Senders.Product)]
public sealed record RecordFailedDelivery(Guid IncidentId, IncidentType? Type) : IRequest<IReadOnlyDictionary<string, object?>>
{
    public sealed class Handler(IncidentDesk desk) : IRequestHandler<RecordFailedDelivery, IReadOnlyDictionary<string, object?>>
    {
        public Task<IReadOnlyDictionary<string, object?>> Handle(RecordFailedDelivery request, CancellationToken cancel) =>
            desk.Change(request.IncidentId, file => file.Incident.AttemptFailed(request.Type), cancel);
    }
}

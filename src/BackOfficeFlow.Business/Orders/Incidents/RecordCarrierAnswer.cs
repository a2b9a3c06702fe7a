using BackOfficeFlow.Runtime;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Writes down what the carrier said about a parcel, or that it did not answer.</summary>
[SentBy(Senders.Product)]
public sealed record RecordCarrierAnswer(Guid IncidentId, CarrierAnswer Answer, bool? Located, bool AdmitsFault) : IRequest<IReadOnlyDictionary<string, object?>>
{
    public sealed class Handler(IncidentDesk desk) : IRequestHandler<RecordCarrierAnswer, IReadOnlyDictionary<string, object?>>
    {
        public Task<IReadOnlyDictionary<string, object?>> Handle(RecordCarrierAnswer request, CancellationToken cancel) =>
            desk.Change(request.IncidentId, file => file.Incident.CarrierAnswered(request.Answer, request.Located, request.AdmitsFault), cancel);
    }
}

using BackOfficeFlow.Runtime;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Writes down what was found out about an incident. What is null stays as it is.</summary>
[SentBy(Senders.Product)]
public sealed record RecordFindings(Guid IncidentId) : IRequest<IReadOnlyDictionary<string, object?>>
{
    public bool? Located { get; init; }
    public bool? Damaged { get; init; }
    public bool? Lost { get; init; }
    public bool? InStock { get; init; }
    public IncidentType? Type { get; init; }
    public CustomerWish? Wish { get; init; }
    public bool CustomerTold { get; init; }

    public sealed class Handler(IncidentDesk desk) : IRequestHandler<RecordFindings, IReadOnlyDictionary<string, object?>>
    {
        public Task<IReadOnlyDictionary<string, object?>> Handle(RecordFindings request, CancellationToken cancel) =>
            desk.Change(request.IncidentId, file =>
            {
                file.Incident.Found(request.Located, request.Damaged, request.Lost, request.InStock, request.Type, request.Wish);
                if (request.CustomerTold)
                    file.Incident.CustomerTold(desk.Now);
            }, cancel);
    }
}

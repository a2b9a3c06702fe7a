using BackOfficeFlow.Runtime;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Writes down how an attempt to reach the customer ended, and what the customer would like.</summary>
[SentBy(Senders.Product)]
public sealed record RecordContact(Guid IncidentId, bool Reached, CustomerWish? Wish) : IRequest<IReadOnlyDictionary<string, object?>>
{
    public string? Address { get; init; }
    public string? Postcode { get; init; }
    public DateOnly? On { get; init; }

    /// <summary>The customer refused the parcel, and said why (or would not). Null when nothing was refused.</summary>
    public bool? RefusedWithCause { get; init; }

    public sealed class Handler(IncidentDesk desk) : IRequestHandler<RecordContact, IReadOnlyDictionary<string, object?>>
    {
        public Task<IReadOnlyDictionary<string, object?>> Handle(RecordContact request, CancellationToken cancel) =>
            desk.Change(request.IncidentId, file => Apply(file.Incident, request), cancel);

        static void Apply(DeliveryIncident incident, RecordContact contact)
        {
            if (contact.RefusedWithCause is { } withCause)
                incident.RefusedByCustomer(withCause);

            if (contact is { Reached: true, Wish: { } wish })
                incident.CustomerWants(wish, contact.Address, contact.Postcode, contact.On);
            else if (!contact.Reached)
                incident.ContactFailed();
        }
    }
}

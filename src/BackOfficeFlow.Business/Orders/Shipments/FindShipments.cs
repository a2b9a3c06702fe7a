using BackOfficeFlow.Business.Customers;
using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Shipments by tracking number, order number or the beginning of the customer's name; the newest first.</summary>
[SentBy(Senders.Clerks)]
public sealed record FindShipments(string Text) : IRequest<IReadOnlyList<FoundShipment>>
{
    public const int Most = 25;

    public sealed class Handler(BackOfficeDb db, Carriers carriers) : IRequestHandler<FindShipments, IReadOnlyList<FoundShipment>>
    {
        public async Task<IReadOnlyList<FoundShipment>> Handle(FindShipments request, CancellationToken cancel)
        {
            var text = request.Text.Trim();
            if (text.Length == 0)
                return [];

            var rows = from shipment in db.Set<Shipment>()
                       join order in db.Set<SalesOrder>() on shipment.OrderId equals order.Id
                       join party in db.Set<Party>() on order.PartyId equals party.Id
                       where shipment.TrackingNumber == text || order.Number == text || party.Name.StartsWith(text)
                       orderby shipment.ShippedAt descending
                       select new
                       {
                           shipment.Id, shipment.TrackingNumber, shipment.Carrier, shipment.Status, shipment.ShippedAt, order.Number, party.Name,
                           OpenCase = db.Set<DeliveryIncident>().Where(incident => incident.OpenShipmentId == shipment.CaseShipmentId).Select(incident => (Guid?)incident.InstanceId).FirstOrDefault()
                       };
            var found = await rows.AsNoTracking().Take(Most).ToListAsync(cancel);
            var names = new Dictionary<string, string>();
            foreach (var carrier in found.Select(row => row.Carrier).Distinct())
                names[carrier] = await carriers.NameOf(carrier, cancel);
            return [.. found.Select(row => new FoundShipment(row.Id, row.TrackingNumber, names[row.Carrier], row.Status, row.ShippedAt, row.Number, row.Name, row.OpenCase))];
        }
    }
}

/// <summary>A shipment in a list, with the case that is open for it.</summary>
public sealed record FoundShipment(
    Guid Id, string TrackingNumber, string Carrier, TrackingStatus Status, DateTimeOffset ShippedAt, string OrderNumber, string Customer, Guid? OpenCase);

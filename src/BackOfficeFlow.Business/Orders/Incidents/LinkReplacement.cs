using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Business.Orders;

/// <summary>A new parcel replaces the one that did not arrive; the incident waits for the new one. The same tracking number again changes nothing.</summary>
[SentBy(Senders.Product)]
public sealed record LinkReplacement(Guid IncidentId, string Carrier, string TrackingNumber) : IRequest<IReadOnlyDictionary<string, object?>>
{
    public sealed class Handler(BackOfficeDb db, IncidentDesk desk, Carriers carriers, ParcelWatch watch)
        : IRequestHandler<LinkReplacement, IReadOnlyDictionary<string, object?>>
    {
        public async Task<IReadOnlyDictionary<string, object?>> Handle(LinkReplacement request, CancellationToken cancel)
        {
            var file = await desk.Load(request.IncidentId, cancel);
            var carrier = await carriers.Find(request.Carrier, cancel);
            var number = request.TrackingNumber.Trim();
            var replacement = await db.Set<Shipment>().FirstOrDefaultAsync(row => row.Carrier == carrier.Carrier && row.TrackingNumber == number, cancel);
            if (replacement is null)
            {
                replacement = file.Shipment.ReplacedBy(carrier.Carrier, number, desk.Now);
                db.Add(replacement);
                file.Shipment.Withdraw();
                watch.Stop(file.Shipment.Id);
                await db.SaveChangesAsync(cancel);
                await watch.Begin(replacement, carrier, null, cancel);
            }
            else if (replacement.CaseShipmentId != file.Incident.ShipmentId || replacement.ReplacesId is null)
                throw new RuleBrokenException(Texts.Say("ReplacementTaken", number)) { Code = "replacement-taken" };

            return await desk.Change(request.IncidentId, same => same.Incident.AwaitProof(replacement.Id), cancel);
        }
    }
}

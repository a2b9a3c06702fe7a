using BackOfficeFlow.Runtime;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Writes down who owns an incident by the playbook and until when the carrier has time. Followed again, the newer row counts.</summary>
[SentBy(Senders.Product)]
public sealed record FollowPlaybook(Guid IncidentId, string Owner, string Deadline, DeadlineEnd Until) : IRequest<IReadOnlyDictionary<string, object?>>
{
    public sealed class Handler(IncidentDesk desk, Carriers carriers, Deadlines deadlines) : IRequestHandler<FollowPlaybook, IReadOnlyDictionary<string, object?>>
    {
        public async Task<IReadOnlyDictionary<string, object?>> Handle(FollowPlaybook request, CancellationToken cancel)
        {
            if (!IncidentOwners.Known.Contains(request.Owner))
                throw new RuleBrokenException(Texts.Say("OwnerUnknown", request.Owner, string.Join(", ", IncidentOwners.Known))) { Code = "owner-unknown" };
            if (!CarrierDeadline.TryParse(request.Deadline, out var deadline))
                throw new RuleBrokenException(Texts.Say("DeadlineUnknown", request.Deadline, CarrierDeadline.Forms)) { Code = "deadline-unknown" };

            var file = await desk.Load(request.IncidentId, cancel);
            var carrier = await carriers.Find(file.Shipment.Carrier, cancel);
            var due = request.Until == DeadlineEnd.None ? null : deadline.Due(Facts(file, carrier), await deadlines.Calendar(cancel));
            return await desk.Change(request.IncidentId, same => same.Incident.Follow(request.Owner, due, request.Until), cancel);
        }

        DeadlineFacts Facts(IncidentFile file, CarrierProfile carrier) =>
            new(desk.Now, file.Shipment.LastHeardOf, Work.Calendars.BusinessDuration.Parse(carrier.StoredFor), file.Incident.NewEta);
    }
}

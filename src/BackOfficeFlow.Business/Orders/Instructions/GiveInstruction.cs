using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Calendars;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Writes down what the carrier is told to do with the parcel of an incident, and until when it must be acknowledged. The same step gives the same instruction once.</summary>
[SentBy(Senders.Product)]
public sealed record GiveInstruction(Guid IncidentId, string StepId, InstructionKind Kind, string AcknowledgeWithin) : IRequest<GivenInstruction>
{
    public sealed class Handler(BackOfficeDb db, IncidentDesk desk, Carriers carriers, Deadlines deadlines)
        : IRequestHandler<GiveInstruction, GivenInstruction>
    {
        public async Task<GivenInstruction> Handle(GiveInstruction request, CancellationToken cancel)
        {
            var file = await desk.Load(request.IncidentId, cancel);
            var carrier = await carriers.Find(file.Shipment.Carrier, cancel);
            var instruction = await db.Set<CarrierInstruction>()
                .FirstOrDefaultAsync(row => row.IncidentId == request.IncidentId && row.StepId == request.StepId, cancel);
            if (instruction is null)
            {
                instruction = request.Make(file, desk.Now);
                db.Add(instruction);
                await db.SaveChangesAsync(cancel);
            }

            var acknowledgeBy = await deadlines.Plan(instruction.GivenAt, [request.AcknowledgeWithin], cancel);
            return new GivenInstruction(instruction.Id, instruction.AcknowledgedAt is not null, acknowledgeBy, CarrierOrder.Of(carrier, instruction, file.Shipment));
        }
    }

    CarrierInstruction Make(IncidentFile file, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now), IncidentId = IncidentId, ShipmentId = file.Shipment.Id, StepId = StepId, Kind = Kind, GivenAt = now,
        Address = Kind == InstructionKind.NewAddress ? file.Incident.NewAddress : null,
        Postcode = Kind == InstructionKind.NewAddress ? file.Incident.NewPostcode : null,
        On = file.Incident.WishedOn
    };
}

/// <summary>An instruction that is on its way, and until when its acknowledgement is awaited.</summary>
public sealed record GivenInstruction(Guid Id, bool IsAcknowledged, PlannedTime AcknowledgeBy, CarrierOrder Order);

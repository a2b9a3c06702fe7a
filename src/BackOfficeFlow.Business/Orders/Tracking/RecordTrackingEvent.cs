using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Business.Orders;

/// <summary>
/// Takes in what a carrier tells about a parcel: writes it down, watches the parcel on, and begins a case or tells the open one.
/// The same event id again changes nothing.
/// </summary>
[SentBy(Senders.Product, Scope = ApiScopes.Tracking)]
public sealed record RecordTrackingEvent(string Carrier, string EventId, string TrackingNumber, string Code, DateTimeOffset At) : IRequest<TrackingReceipt>
{
    /// <summary>Clocks differ a little; an event further ahead than this is a mistake.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    public string? Place { get; init; }
    public string? Text { get; init; }
    public DateOnly? NewEta { get; init; }

    public sealed class Validator : AbstractValidator<RecordTrackingEvent>
    {
        public Validator()
        {
            RuleFor(request => request.EventId).NotEmpty().MaximumLength(TrackingEvent.EventIdLength);
            RuleFor(request => request.TrackingNumber).NotEmpty().MaximumLength(Shipment.TrackingNumberLength);
            RuleFor(request => request.Code).NotEmpty().MaximumLength(TrackingEvent.RawCodeLength);
            RuleFor(request => request.At).NotEqual(default(DateTimeOffset));
            RuleFor(request => request.Place).MaximumLength(TrackingEvent.PlaceLength);
            RuleFor(request => request.Text).MaximumLength(TrackingEvent.TextLength);
        }
    }

    public sealed class Handler(BackOfficeDb db, Carriers carriers, ParcelWatch watch, DeliveryCases cases, CarrierReplies replies, TimeProvider clock)
        : IRequestHandler<RecordTrackingEvent, TrackingReceipt>
    {
        public async Task<TrackingReceipt> Handle(RecordTrackingEvent request, CancellationToken cancel)
        {
            var carrier = await carriers.Find(request.Carrier, cancel);
            var known = await db.Set<TrackingEvent>().FirstOrDefaultAsync(row => row.Carrier == carrier.Carrier && row.EventId == request.EventId, cancel);
            if (known is not null)
                return new TrackingReceipt(true, known.Status.Code());

            var now = clock.GetUtcNow();
            if (request.At > now + ClockTolerance)
                throw new RuleBrokenException(Texts.Say("EventFromFuture", request.EventId, request.At, now)) { Code = "event-from-future" };

            var shipment = await db.Set<Shipment>()
                .FirstOrDefaultAsync(row => row.Carrier == carrier.Carrier && row.TrackingNumber == request.TrackingNumber, cancel)
                ?? throw new RuleBrokenException(Texts.Say("ShipmentUnknown", request.TrackingNumber, carrier.Name)) { Code = "shipment-unknown" };

            var happened = request.Make(shipment, carrier.Read(request.Code), now);
            var isNews = shipment.Take(happened);
            db.Add(happened);
            await db.SaveChangesAsync(cancel);
            if (isNews)
                await Act(shipment, carrier, happened, cancel);

            return new TrackingReceipt(false, happened.Status.Code());
        }

        async Task Act(Shipment shipment, CarrierProfile carrier, TrackingEvent happened, CancellationToken cancel)
        {
            await watch.HeardOf(shipment, carrier, cancel);
            if (happened.Status == TrackingStatus.Delivered)
                await cases.Delivered(shipment, cancel);
            else if (happened.Status == TrackingStatus.Acknowledged)
                await Acknowledge(shipment, happened, cancel);
            else if (happened.Status == TrackingStatus.Unknown)
                replies.Alert(carrier, happened);
            else if (TriggerRules.Opens(happened.Status))
                await cases.Report(shipment, TriggerRules.Trigger(happened.Status), TriggerRules.Type(happened.Status, happened.Incident), happened, cancel);
            else
                await cases.Heard(shipment, cancel);

            await db.SaveChangesAsync(cancel);
        }

        // Taking note of a reservation is all that it asks for; taking note of a tracer is not yet its answer.
        async Task Acknowledge(Shipment shipment, TrackingEvent happened, CancellationToken cancel)
        {
            if (await replies.Acknowledge(shipment.Id, happened.At, cancel) == InstructionKind.Reservation)
                await cases.Heard(shipment, cancel);
        }
    }

    TrackingEvent Make(Shipment shipment, CarrierCode meaning, DateTimeOffset now) => new()
    {
        ShipmentId = shipment.Id, Carrier = shipment.Carrier, EventId = EventId, RawCode = Code.Trim(), Status = meaning.Status, Incident = meaning.Incident,
        At = At, ReceivedAt = now, Place = Place, Text = Text, NewEta = NewEta
    };
}

/// <summary>What became of an event: whether it was known already, and what it means to us.</summary>
public sealed record TrackingReceipt(bool WasKnown, string Status);

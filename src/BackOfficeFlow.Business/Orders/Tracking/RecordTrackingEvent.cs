using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Accounts;
using FluentValidation;
using MediatR;

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

    public sealed class Handler(TrackingIntake intake) : IRequestHandler<RecordTrackingEvent, TrackingReceipt>
    {
        public async Task<TrackingReceipt> Handle(RecordTrackingEvent request, CancellationToken cancel)
        {
            var known = await intake.Look([request], cancel);
            await intake.Check(request, known, cancel);
            var receipt = await intake.Take(request, known, cancel);
            await known.New.Save(cancel);
            return receipt;
        }
    }

    internal TrackingEvent Make(Shipment shipment, CarrierCode meaning, DateTimeOffset now) => new()
    {
        ShipmentId = shipment.Id, Carrier = shipment.Carrier, EventId = EventId, RawCode = Code.Trim(), Status = meaning.Status, Incident = meaning.Incident,
        At = At, ReceivedAt = now, Place = Place, Text = Text, NewEta = NewEta
    };
}

/// <summary>What became of an event: whether it was known already, and what it means to us.</summary>
public sealed record TrackingReceipt(bool WasKnown, string Status);

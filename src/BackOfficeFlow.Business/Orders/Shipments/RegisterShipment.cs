using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Takes a parcel over that was handed to a carrier, and begins to watch it. The same tracking number again gives back the shipment that stands.</summary>
[SentBy(Senders.Product)]
public sealed record RegisterShipment(string OrderNumber, string Carrier, string TrackingNumber, DateTimeOffset ShippedAt) : IRequest<Guid>
{
    public string Service { get; init; } = "standard";
    public DateOnly? PromisedOn { get; init; }
    public decimal WeightKg { get; init; }
    public decimal? DeclaredValue { get; init; }
    public required string Recipient { get; init; }
    public required string Address { get; init; }
    public required string Postcode { get; init; }

    public sealed class Validator : AbstractValidator<RegisterShipment>
    {
        public Validator()
        {
            RuleFor(request => request.OrderNumber).NotEmpty();
            RuleFor(request => request.Carrier).NotEmpty().MaximumLength(Shipment.CarrierLength);
            RuleFor(request => request.TrackingNumber).NotEmpty().MaximumLength(Shipment.TrackingNumberLength);
            RuleFor(request => request.Recipient).NotEmpty().MaximumLength(StoredText.UsualLength);
            RuleFor(request => request.Address).NotEmpty().MaximumLength(400);
            RuleFor(request => request.Postcode).NotEmpty().MaximumLength(12);
            RuleFor(request => request.WeightKg).GreaterThanOrEqualTo(0);
        }
    }

    public sealed class Handler(BackOfficeDb db, Carriers carriers, ParcelWatch watch, TimeProvider clock) : IRequestHandler<RegisterShipment, Guid>
    {
        public async Task<Guid> Handle(RegisterShipment request, CancellationToken cancel)
        {
            var carrier = await carriers.Find(request.Carrier, cancel);
            var standing = await db.Set<Shipment>()
                .FirstOrDefaultAsync(row => row.Carrier == carrier.Carrier && row.TrackingNumber == request.TrackingNumber, cancel);
            if (standing is not null)
                return standing.Id;

            var order = await db.Set<SalesOrder>().FirstOrDefaultAsync(row => row.Number == request.OrderNumber, cancel)
                ?? throw new RuleBrokenException(Texts.Say("OrderUnknown", request.OrderNumber)) { Code = "order-unknown" };
            var shipment = request.Make(order.Id, Guid.CreateVersion7(clock.GetUtcNow()), carrier.Carrier);
            db.Add(shipment);
            await db.SaveChangesAsync(cancel);
            await watch.Begin(shipment, carrier, order.PromisedOn, cancel);
            return shipment.Id;
        }
    }

    internal Shipment Make(Guid orderId, Guid id, string carrier) => new()
    {
        Id = id, CaseShipmentId = id, OrderId = orderId, Carrier = carrier, TrackingNumber = TrackingNumber, ShippedAt = ShippedAt, Service = Service,
        PromisedOn = PromisedOn, WeightKg = WeightKg, DeclaredValue = DeclaredValue, Recipient = Recipient, Address = Address, Postcode = Postcode
    };
}

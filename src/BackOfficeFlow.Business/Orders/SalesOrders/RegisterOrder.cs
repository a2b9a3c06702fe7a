using BackOfficeFlow.Business.Customers;
using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Takes an order over from the shop. The same number again gives back the order that stands.</summary>
[SentBy(Senders.Product)]
public sealed record RegisterOrder(string Number, string CustomerNumber, string Channel, DateTimeOffset OrderedAt, IReadOnlyList<OrderedItem> Items) : IRequest<Guid>
{
    public DateOnly? PromisedOn { get; init; }
    public decimal DeliveryCharge { get; init; }
    public PaymentState Payment { get; init; } = PaymentState.Paid;
    public bool DateIsEssential { get; init; }
    public DateOnly? ExtraPeriodUntil { get; init; }

    public sealed class Validator : AbstractValidator<RegisterOrder>
    {
        public Validator()
        {
            RuleFor(request => request.Number).NotEmpty().MaximumLength(SalesOrder.NumberLength);
            RuleFor(request => request.CustomerNumber).NotEmpty();
            RuleFor(request => request.Channel).NotEmpty().MaximumLength(40);
            RuleFor(request => request.DeliveryCharge).GreaterThanOrEqualTo(0);
            RuleFor(request => request.Items).NotEmpty();
            RuleForEach(request => request.Items).SetValidator(new OrderedItem.Validator());
        }
    }

    public sealed class Handler(BackOfficeDb db, TimeProvider clock) : IRequestHandler<RegisterOrder, Guid>
    {
        public async Task<Guid> Handle(RegisterOrder request, CancellationToken cancel)
        {
            if (await db.Set<SalesOrder>().FirstOrDefaultAsync(row => row.Number == request.Number, cancel) is { } standing)
                return standing.Id;

            var customer = await db.Set<Party>().FirstOrDefaultAsync(row => row.Number == request.CustomerNumber, cancel)
                ?? throw new RuleBrokenException(Texts.Say("CustomerUnknown", request.CustomerNumber)) { Code = "customer-unknown" };
            var order = request.Make(customer.Id, clock.GetUtcNow());
            db.Add(order);
            await db.SaveChangesAsync(cancel);
            return order.Id;
        }
    }

    internal SalesOrder Make(Guid partyId, DateTimeOffset now)
    {
        var order = new SalesOrder
        {
            Id = Guid.CreateVersion7(now), Number = Number, PartyId = partyId, Channel = Channel, OrderedAt = OrderedAt, PromisedOn = PromisedOn,
            DeliveryCharge = DeliveryCharge, Payment = Payment, DateIsEssential = DateIsEssential, ExtraPeriodUntil = ExtraPeriodUntil, CreatedAt = now
        };
        order.Lines.AddRange(Items.Select((item, index) => item.Make(order.Id, index + 1, now)));
        return order;
    }
}

/// <summary>One article as the shop tells it; the price is without tax, the rate in per cent.</summary>
public sealed record OrderedItem(string Sku, string Description, decimal Quantity, decimal UnitPrice, decimal TaxRate = 21m)
{
    public sealed class Validator : AbstractValidator<OrderedItem>
    {
        public Validator()
        {
            RuleFor(item => item.Sku).NotEmpty().MaximumLength(60);
            RuleFor(item => item.Quantity).GreaterThan(0);
            RuleFor(item => item.UnitPrice).GreaterThanOrEqualTo(0);
            RuleFor(item => item.TaxRate).InclusiveBetween(0, 100);
        }
    }

    internal OrderLine Make(Guid orderId, int number, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now), OrderId = orderId, Number = number, Sku = Sku, Description = Description,
        Ordered = Quantity, Shipped = Quantity, UnitPrice = UnitPrice, TaxRate = TaxRate
    };
}

using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Adds an article to an order that stands, as the shop's file tells further articles in further rows. An article that it has already is left as it is. True when it was added.</summary>
[SentBy(Senders.Product)]
public sealed record AddOrderLine(string OrderNumber, OrderedItem Item) : IRequest<bool>
{
    public sealed class Validator : AbstractValidator<AddOrderLine>
    {
        public Validator()
        {
            RuleFor(request => request.Item.Quantity).GreaterThan(0);
            RuleFor(request => request.Item.UnitPrice).GreaterThanOrEqualTo(0);
            RuleFor(request => request.Item.TaxRate).InclusiveBetween(0, 100);
        }
    }

    public sealed class Handler(BackOfficeDb db, TimeProvider clock) : IRequestHandler<AddOrderLine, bool>
    {
        public async Task<bool> Handle(AddOrderLine request, CancellationToken cancel)
        {
            var order = await db.Set<SalesOrder>().Include(row => row.Lines).FirstOrDefaultAsync(row => row.Number == request.OrderNumber, cancel)
                ?? throw new RuleBrokenException(Texts.Say("OrderUnknown", request.OrderNumber)) { Code = "order-unknown" };
            if (order.Lines.Any(line => line.Sku == request.Item.Sku))
                return false;

            var item = request.Item;
            db.Add(new OrderLine
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()), OrderId = order.Id, Number = order.Lines.Max(line => line.Number) + 1, Sku = item.Sku, Description = item.Description,
                Ordered = item.Quantity, Shipped = item.Quantity, UnitPrice = item.UnitPrice, TaxRate = item.TaxRate
            });
            await db.SaveChangesAsync(cancel);
            return true;
        }
    }
}

namespace BackOfficeFlow.Business.Orders;

/// <summary>Totals of an order. Cents are rounded half away from zero; tax is rounded once per rate, never line by line.</summary>
public static class OrderMath
{
    public static decimal Cents(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);

    public static decimal Net(OrderLine line) => Cents((line.Ordered - line.Cancelled) * line.UnitPrice);

    public static decimal Gross(IEnumerable<OrderLine> lines) =>
        lines.GroupBy(line => line.TaxRate).Sum(rate =>
        {
            var net = rate.Sum(Net);
            return net + Cents(net * rate.Key / 100m);
        });
}

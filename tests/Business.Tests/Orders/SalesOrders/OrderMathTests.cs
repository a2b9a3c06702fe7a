using BackOfficeFlow.Business.Orders;
using Shouldly;
using Xunit;

namespace BackOfficeFlow.Business.Tests.Orders;

public sealed class OrderMathTests
{
    [Fact]
    public void Tax_is_rounded_once_per_rate_and_not_per_line()
    {
        var lines = new[] { An.Line(1.17m, number: 1), An.Line(1.17m, number: 2), An.Line(1.17m, number: 3) };

        var gross = OrderMath.Gross(lines);

        gross.ShouldBe(4.25m);
    }

    [Fact]
    public void A_line_is_rounded_half_away_from_zero() => OrderMath.Net(An.Line(33.335m, 3)).ShouldBe(100.01m);

    [Theory]
    [InlineData(2.675, 2.68)]
    [InlineData(2.665, 2.67)]
    public void Cents_are_decimal_and_not_binary(decimal amount, decimal expected) => OrderMath.Cents(amount).ShouldBe(expected);

    [Fact]
    public void What_was_cancelled_costs_nothing()
    {
        var line = An.Line(10m, 3);
        line.Cancelled = 1;

        OrderMath.Net(line).ShouldBe(20m);
    }

    [Theory]
    [InlineData(Resolution.Replace, 106)]
    [InlineData(Resolution.Refund, 104.95)]
    [InlineData(Resolution.Credit, 30)]
    [InlineData(Resolution.Instruct, 6)]
    [InlineData(Resolution.ReturnAndCharge, 0)]
    public void A_remedy_costs_what_we_give_away(Resolution resolution, decimal expected) =>
        RemedyCost.Of(resolution, goods: 100m, deliveryCharge: 4.95m, discountPercent: 30m, carriage: 6m).ShouldBe(expected);
}

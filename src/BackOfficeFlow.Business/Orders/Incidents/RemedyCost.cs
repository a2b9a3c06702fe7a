namespace BackOfficeFlow.Business.Orders;

/// <summary>What a remedy costs us, gross. Decides who has to agree.</summary>
public static class RemedyCost
{
    /// <summary>The discount is what is given back when the customer keeps damaged goods; the carriage, what sending a parcel once more costs.</summary>
    public static decimal Of(Resolution resolution, decimal goods, decimal deliveryCharge, decimal discountPercent, decimal carriage) => resolution switch
    {
        Resolution.Replace => goods + carriage,
        Resolution.Refund => goods + deliveryCharge,
        Resolution.Hold => carriage,
        Resolution.Credit => OrderMath.Cents(goods * discountPercent / 100m),
        Resolution.Instruct => carriage,
        _ => 0m
    };
}

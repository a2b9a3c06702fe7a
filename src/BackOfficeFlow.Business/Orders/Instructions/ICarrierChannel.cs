namespace BackOfficeFlow.Business.Orders;

/// <summary>A way of telling a carrier what to do. It only writes into the outbox: what it sends leaves after the commit.</summary>
public interface ICarrierChannel
{
    /// <summary>The word for it in a carrier's profile.</summary>
    string By { get; }

    /// <summary>Asked again with the same key, it sends nothing new.</summary>
    Task Send(CarrierOrder order, Guid instanceId, string key, CancellationToken cancel);
}

/// <summary>What a carrier is told, about which parcel, and where it takes orders.</summary>
public sealed record CarrierOrder(CarrierRoute Route, string Carrier, Guid InstructionId, InstructionKind Kind, string TrackingNumber, string Recipient)
{
    public string? Address { get; init; }
    public string? Postcode { get; init; }
    public DateOnly? On { get; init; }

    public static CarrierOrder Of(CarrierProfile carrier, CarrierInstruction instruction, Shipment shipment) =>
        new(carrier.Instructions, carrier.Carrier, instruction.Id, instruction.Kind, shipment.TrackingNumber, shipment.Recipient)
        {
            Address = instruction.Address, Postcode = instruction.Postcode, On = instruction.On
        };
}

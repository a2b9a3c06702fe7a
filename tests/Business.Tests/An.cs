using BackOfficeFlow.Business.Customers;
using BackOfficeFlow.Business.Orders;

namespace BackOfficeFlow.Business.Tests;

/// <summary>Valid things to start a test from.</summary>
static class An
{
    public static readonly DateTimeOffset Monday = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    public static Party Customer(LegalForm form = LegalForm.Consumer) => new()
    {
        Id = Guid.CreateVersion7(Monday), Number = "C-1", Kind = PartyKind.Customer, LegalForm = form, Name = "Lucía Ferrer Vidal"
    };

    public static SalesOrder Order(decimal unitPrice = 100m, decimal quantity = 1m, decimal deliveryCharge = 4.95m) => new()
    {
        Id = Guid.CreateVersion7(Monday), Number = "P-1", PartyId = Guid.CreateVersion7(Monday), Channel = "web", OrderedAt = Monday, DeliveryCharge = deliveryCharge,
        Lines = { Line(unitPrice, quantity) }
    };

    public static OrderLine Line(decimal unitPrice, decimal quantity = 1m, decimal taxRate = 21m, int number = 1) => new()
    {
        Id = Guid.CreateVersion7(Monday), OrderId = Guid.Empty, Number = number, Sku = "LAMP-1", Description = "Lámpara", Ordered = quantity, UnitPrice = unitPrice, TaxRate = taxRate
    };

    public static Shipment Shipment(SalesOrder? order = null)
    {
        var id = Guid.CreateVersion7(Monday);
        return new()
        {
            Id = id, CaseShipmentId = id, OrderId = (order ?? Order()).Id, Carrier = "rapidex", TrackingNumber = "RX0001", ShippedAt = Monday,
            Recipient = "Lucía Ferrer Vidal", Address = "Calle Mayor 1, Zaragoza", Postcode = "50001"
        };
    }

    public static TrackingEvent Event(TrackingStatus status, IncidentType? incident = null, DateTimeOffset? at = null) => new()
    {
        ShipmentId = Guid.Empty, Carrier = "rapidex", EventId = "e", RawCode = "X", Status = status, Incident = incident, At = at ?? Monday, ReceivedAt = at ?? Monday
    };

    public static DeliveryIncident Incident(IncidentType type = IncidentType.Absent, Shipment? shipment = null) =>
        DeliveryIncident.Open(Guid.CreateVersion7(Monday), shipment ?? Shipment(), Order(), IncidentTrigger.CarrierEvent, type, Monday);
}

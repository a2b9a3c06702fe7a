using BackOfficeFlow.Engine.Activities;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Opens the incident of a shipment and reads what is known.</summary>
[Activity("BackOffice.OpenDeliveryIncident", Category = "Orders", DisplayName = "Open delivery incident",
    Description = "Opens the incident of a shipment (or finds the open one) and reads the facts: last events, order, value, customer, earlier incidents.", TouchesRecords = true)]
public sealed class OpenIncidentActivity(IMediator requests) : Activity
{
    [Input("The shipment that did not arrive.", Required = true)] public Guid ShipmentId { get; set; }
    [Input("What made somebody look: CARRIER_EVENT, INSTRUCTIONS_WANTED, SILENCE, PROMISE_MISSED or CUSTOMER_SAYS.", Hint = "dropdown", Choices = ["CARRIER_EVENT", "INSTRUCTIONS_WANTED", "SILENCE", "PROMISE_MISSED", "CUSTOMER_SAYS"])] public string? Trigger { get; set; }
    [Input("The type of the incident, e.g. ABSENT.")] public string? IncidentType { get; set; }

    [Output("The incident.")] public Guid IncidentId { get; set; }
    [Output("All that is known of it.")] public object? Facts { get; set; }

    public override async Task<ActivityResult> Execute(ActivityContext context)
    {
        var trigger = Codes.Find<IncidentTrigger>(Trigger) ?? IncidentTrigger.CustomerSays;
        var type = Codes.Find<Orders.IncidentType>(IncidentType) ?? Orders.IncidentType.Unknown;
        var facts = await requests.Send(new OpenIncident(context.InstanceId, ShipmentId, trigger, type), context.Cancel);
        Facts = facts;
        IncidentId = (Guid)facts["incidentId"]!;
        return Done();
    }
}

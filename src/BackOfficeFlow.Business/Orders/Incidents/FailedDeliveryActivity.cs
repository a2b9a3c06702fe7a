using BackOfficeFlow.Engine.Activities;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Counts one attempt more.</summary>
[Activity("BackOffice.RecordFailedDelivery", Category = "Orders", DisplayName = "Record failed delivery",
    Description = "What was arranged did not work: counts one attempt more and forgets wish and decision, so that the case is looked at again.", TouchesRecords = true)]
public sealed class FailedDeliveryActivity(IMediator requests) : IncidentActivity(requests)
{
    [Input("The type that the carrier gave, if any.")] public string? IncidentType { get; set; }

    protected override IRequest<IReadOnlyDictionary<string, object?>> Request(ActivityContext context) => new RecordFailedDelivery(IncidentId, Codes.Find<Orders.IncidentType>(IncidentType));
}

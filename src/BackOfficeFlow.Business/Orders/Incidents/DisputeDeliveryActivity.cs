using BackOfficeFlow.Engine.Activities;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>The customer denies the delivery.</summary>
[Activity("BackOffice.DisputeDelivery", Category = "Orders", DisplayName = "Dispute delivery",
    Description = "The carrier says delivered, the customer denies it: the case goes on as DELIVERED_DISPUTED.", TouchesRecords = true)]
public sealed class DisputeDeliveryActivity(IMediator requests) : IncidentActivity(requests)
{
    protected override IRequest<IReadOnlyDictionary<string, object?>> Request(ActivityContext context) => new DisputeDelivery(IncidentId);
}

using BackOfficeFlow.Engine.Activities;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Links the parcel that was sent instead.</summary>
[Activity("BackOffice.LinkReplacement", Category = "Orders", DisplayName = "Link replacement",
    Description = "Links the parcel that was sent instead of the one that did not arrive; from now on the case waits for the new one.", TouchesRecords = true)]
public sealed class LinkReplacementActivity(IMediator requests) : IncidentActivity(requests)
{
    [Input("The carrier of the new parcel.", Required = true)] public string Carrier { get; set; } = "";
    [Input("Its tracking number.", Required = true)] public string TrackingNumber { get; set; } = "";

    protected override IRequest<IReadOnlyDictionary<string, object?>> Request(ActivityContext context) => new LinkReplacement(IncidentId, Carrier, TrackingNumber);
}

using BackOfficeFlow.Engine.Activities;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Waits for the proof of delivery; leaves when there is none. That the parcel arrives, the case's watch notices.</summary>
[Activity("BackOffice.AwaitDelivery", Category = "Orders", DisplayName = "Await delivery",
    Description = "Waits for the parcel as long as its service takes and a grace period more. Leaves when another attempt fails or nothing happens; the arrival ends the whole handling through 'Watch delivery incident'.",
    Outcomes = ["Failed", "Overdue"], TouchesRecords = true)]
public sealed class AwaitDeliveryActivity(IMediator requests) : Activity
{
    const string LimitKind = "Orders.DeliveryLimit";

    [Input("The incident.", Required = true)] public Guid IncidentId { get; set; }
    [Input("How much longer than the service takes, e.g. 2 BD.")] public string Grace { get; set; } = "2 BD";

    [Output("The type of the new failure, if the carrier told one.")] public string? FailureType { get; set; }

    public override async Task<ActivityResult> Execute(ActivityContext context)
    {
        var awaited = await requests.Send(new AwaitDelivery(IncidentId, Grace), context.Cancel);
        var failed = new DeliveryFailed(awaited.ShipmentId);
        return Wait(
            new BookmarkRequest(failed.Kind, failed.Key),
            new BookmarkRequest(LimitKind, failed.Key) { DueAt = awaited.Until.At, Plan = awaited.Until.Plan });
    }

    public override Task<ActivityResult> Resume(ActivityContext context, object? news)
    {
        if (context.ResumedKind == LimitKind)
            return Done("Overdue");

        FailureType = (news as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault("type") as string;
        return Done("Failed");
    }
}

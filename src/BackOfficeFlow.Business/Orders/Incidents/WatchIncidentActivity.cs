using BackOfficeFlow.Engine.Activities;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Watches a case while people work on it.</summary>
[Activity("BackOffice.WatchDeliveryIncident", Category = "Orders", DisplayName = "Watch delivery incident",
    Description = "Waits until the parcel arrives or a limit of the case comes: the carrier is late, no decision in time, the consumer's thirty days near, or over.",
    Outcomes = ["Delivered", "CarrierLate", "DecisionOverdue", "DeadlineNear", "DeadlineMissed"], TouchesRecords = true)]
public sealed class WatchIncidentActivity(IMediator requests) : Activity
{
    const string NextKey = "next";
    const string LimitKind = "Orders.IncidentLimit";

    [Input("The incident.", Required = true)] public Guid IncidentId { get; set; }
    [Input("How long nobody may decide anything before a supervisor looks, e.g. 3 BD.")] public string DecideWithin { get; set; } = "3 BD";
    [Input("Calendar days after the contract at which a consumer's delivery is in danger.")] public int WarnAfterDays { get; set; } = 20;
    [Input("Calendar days after the contract at which it is late by law (at most 30).")] public int MissedAfterDays { get; set; } = 30;

    [Output("All that is known of the incident afterwards.")] public object? Facts { get; set; }

    public override async Task<ActivityResult> Execute(ActivityContext context)
    {
        var watched = await requests.Send(new WatchIncident(IncidentId, DecideWithin, WarnAfterDays, MissedAfterDays), context.Cancel);
        if (watched.IsDelivered)
            return await Leave("Delivered", context);

        var delivered = new ParcelDelivered(watched.ShipmentId);
        var failed = new DeliveryFailed(watched.ShipmentId);
        var waits = new List<BookmarkRequest> { new(delivered.Kind, delivered.Key), new(failed.Kind, failed.Key), new(IncidentMoved.StimulusKind, IncidentId.ToString()) };
        if (watched is { Next: { } next, At: { } at })
        {
            context.Remember(NextKey, next.ToString());
            waits.Add(new BookmarkRequest(LimitKind, next.ToString()) { DueAt = at, Plan = watched.Plan });
        }

        return Wait([.. waits]);
    }

    public override async Task<ActivityResult> Resume(ActivityContext context, object? news)
    {
        if (context.ResumedKind == DeliveryFailed.StimulusKind)
        {
            context.Note("Event joined", news as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>());
            return await Execute(context);
        }

        // What it watches for has changed: the one timer is armed anew.
        if (context.ResumedKind == IncidentMoved.StimulusKind)
            return await Execute(context);

        if (context.ResumedKind != LimitKind)
            return await Leave("Delivered", context);

        var checkpoint = Enum.Parse<Checkpoint>((string)context.Recall(NextKey)!);
        var next = await requests.Send(new WatchIncident(IncidentId, DecideWithin, WarnAfterDays, MissedAfterDays), context.Cancel);
        if (next.Next != checkpoint || next.At > context.Now)
            return await Execute(context);

        Facts = await requests.Send(new PassCheckpoint(IncidentId, checkpoint), context.Cancel);
        return Done(checkpoint.ToString());
    }

    async Task<ActivityResult> Leave(string outcome, ActivityContext context)
    {
        Facts = await requests.Send(new RecordFindings(IncidentId), context.Cancel);
        return Done(outcome);
    }
}

using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Runtime;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Asks what a case must be looked at for next; null when nothing is left to watch but the delivery.</summary>
[SentBy(Senders.Product)]
public sealed record WatchIncident(Guid IncidentId, string DecideWithin, int WarnAfterDays, int MissedAfterDays) : IRequest<Watched>
{
    public sealed class Handler(IncidentDesk desk, Deadlines deadlines) : IRequestHandler<WatchIncident, Watched>
    {
        public async Task<Watched> Handle(WatchIncident request, CancellationToken cancel)
        {
            var file = await desk.Load(request.IncidentId, cancel);
            var decideBy = await deadlines.Plan(file.Incident.OpenedAt, [request.DecideWithin], cancel);
            var limits = new IncidentLimits(decideBy.At, request.WarnAfterDays, request.MissedAfterDays);
            var next = IncidentClock.Next(file.Incident, file.Party.IsConsumer, file.Order.OrderedAt, limits);
            return new Watched(file.Incident.ShipmentId, file.Shipment.Status == TrackingStatus.Delivered, next?.What, next?.When)
            {
                Plan = next?.What is Checkpoint.DecisionOverdue ? decideBy.Plan : null
            };
        }
    }
}

/// <summary>What to wait for.</summary>
public sealed record Watched(Guid ShipmentId, bool IsDelivered, Checkpoint? Next, DateTimeOffset? At)
{
    /// <summary>How the instant was worked out, where a calendar did.</summary>
    public DuePlan? Plan { get; init; }
}

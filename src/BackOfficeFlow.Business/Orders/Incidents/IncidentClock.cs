namespace BackOfficeFlow.Business.Orders;

/// <summary>What a case is watched for while people work on it.</summary>
public enum Checkpoint { CarrierLate, DecisionOverdue, DeadlineNear, DeadlineMissed }

/// <summary>The limits of a case. They are data of its definition; a company may make them stricter.</summary>
/// <param name="DecideBy">The end of the business days within which something must have been decided.</param>
/// <param name="WarnAfterDays">Calendar days after the contract at which a consumer's delivery is in danger.</param>
/// <param name="MissedAfterDays">Calendar days after the contract at which it is late by law.</param>
public sealed record IncidentLimits(DateTimeOffset DecideBy, int WarnAfterDays = 20, int MissedAfterDays = 30);

/// <summary>Says what a case must be looked at for next, and when. Statutory days are calendar days; the day of the contract does not count.</summary>
public static class IncidentClock
{
    public static (Checkpoint What, DateTimeOffset When)? Next(DeliveryIncident incident, bool isConsumer, DateTimeOffset orderedAt, IncidentLimits limits)
    {
        var open = new List<(Checkpoint What, DateTimeOffset When)>(4);
        if (incident is { CarrierDueAt: { } due, CarrierLateAt: null })
            open.Add((Checkpoint.CarrierLate, due));
        if (incident.DecidedAt is null && incident.EscalatedAt is null)
            open.Add((Checkpoint.DecisionOverdue, limits.DecideBy));
        if (isConsumer && incident.DeadlineWarnedAt is null && incident.DeadlineMissedAt is null)
            open.Add((Checkpoint.DeadlineNear, orderedAt.AddDays(limits.WarnAfterDays)));
        if (isConsumer && incident.DeadlineMissedAt is null)
            open.Add((Checkpoint.DeadlineMissed, orderedAt.AddDays(limits.MissedAfterDays)));

        return open.Count == 0 ? null : open.MinBy(point => point.When);
    }
}

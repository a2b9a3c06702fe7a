namespace BackOfficeFlow.Engine.Running;

/// <summary>Incidents of things that fail outside the instance's own steps (a mail that cannot be delivered): the host reports and settles them.</summary>
public sealed partial class Instance
{
    /// <summary>Opens an incident; gives back its line for the journal.</summary>
    public JournalEvent Report(Incident incident)
    {
        Incidents.Add(incident);
        return Line(incident, incident.At, "Faulted");
    }

    /// <summary>Closes an open incident; gives back its line for the journal.</summary>
    public JournalEvent Settle(Guid incidentId, DateTimeOffset now)
    {
        var place = Incidents.FindIndex(incident => incident.Id == incidentId && incident.ResolvedAt is null);
        if (place < 0)
            throw new ArgumentException($"The instance has no open incident {incidentId}.", nameof(incidentId));

        Incidents[place] = Incidents[place] with { ResolvedAt = now };
        return Line(Incidents[place], now, "Retried");
    }

    JournalEvent Line(Incident incident, DateTimeOffset at, string what) =>
        new(++LastSequence, at, incident.NodeId, incident.ExecutionId, incident.ActivityType, what)
        {
            Details = new Dictionary<string, object?> { ["message"] = incident.Message, ["code"] = incident.Code }
        };
}

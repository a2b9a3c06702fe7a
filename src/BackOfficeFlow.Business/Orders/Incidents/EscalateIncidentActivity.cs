using BackOfficeFlow.Engine.Activities;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Marks the incident as put before a supervisor.</summary>
[Activity("BackOffice.EscalateIncident", Category = "Orders", DisplayName = "Escalate incident",
    Description = "Marks the incident as put before a supervisor, so that it is not escalated twice.", TouchesRecords = true)]
public sealed class EscalateIncidentActivity(IMediator requests) : IncidentActivity(requests)
{
    protected override IRequest<IReadOnlyDictionary<string, object?>> Request(ActivityContext context) => new EscalateIncident(IncidentId);
}

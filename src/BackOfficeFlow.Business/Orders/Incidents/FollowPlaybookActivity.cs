using BackOfficeFlow.Engine.Activities;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Takes up what the playbook says: who owns the incident, and until when the carrier has time.</summary>
[Activity("BackOffice.FollowPlaybook", Category = "Orders", DisplayName = "Follow playbook",
    Description = "Writes down who owns the incident and arms the carrier's deadline, which 'Watch delivery incident' keeps.", TouchesRecords = true)]
public sealed class FollowPlaybookActivity(IMediator requests) : IncidentActivity(requests)
{
    [Input("Who owns the incident: ORD-AGENT, CS-AGENT or auto.", Hint = "dropdown", Choices = ["ORD-AGENT", "CS-AGENT", "auto"], Required = true)] public string Owner { get; set; } = "";
    [Input("The deadline: a term (2 BD), storage, storage-2 BD, eta+1 BD, or - for none.", Required = true)] public string Deadline { get; set; } = "";
    [Input("What ends the deadline: answer (the carrier's), decision, or none when a step keeps it itself.", Hint = "dropdown", Choices = ["answer", "decision", "none"])] public string Until { get; set; } = "none";

    protected override IRequest<IReadOnlyDictionary<string, object?>> Request(ActivityContext context) =>
        new FollowPlaybook(IncidentId, Owner, Deadline, Words.Outcome<DeadlineEnd>(Until));
}

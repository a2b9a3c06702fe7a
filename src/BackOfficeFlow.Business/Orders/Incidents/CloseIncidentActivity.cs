using BackOfficeFlow.Engine.Activities;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Closes the incident with its cause.</summary>
[Activity("BackOffice.CloseDeliveryIncident", Category = "Orders", DisplayName = "Close delivery incident",
    Description = "Closes the incident. A cause is mandatory.", TouchesRecords = true)]
public sealed class CloseIncidentActivity(IMediator requests) : IncidentActivity(requests)
{
    [Input("The root cause, from the list of the form.", Required = true)] public string Cause { get; set; } = "";
    [Input("Who is responsible: seller, carrier, customer or force-majeure.", Hint = "dropdown", Choices = ["seller", "carrier", "customer", "force-majeure"], Required = true)] public string Responsible { get; set; } = "";

    protected override IRequest<IReadOnlyDictionary<string, object?>> Request(ActivityContext context) =>
        new CloseIncident(IncidentId, Cause, Words.Outcome<ResponsibleParty>(Responsible));
}

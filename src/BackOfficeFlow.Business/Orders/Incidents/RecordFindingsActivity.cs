using BackOfficeFlow.Engine.Activities;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Writes down what was found out.</summary>
[Activity("BackOffice.RecordIncidentFindings", Category = "Orders", DisplayName = "Record findings",
    Description = "Writes down what was found out about the incident; inputs that are left empty change nothing. Reads the facts anew.", TouchesRecords = true)]
public sealed class RecordFindingsActivity(IMediator requests) : IncidentActivity(requests)
{
    [Input("Whether it is known where the parcel is.")] public bool? Located { get; set; }
    [Input("Whether the goods are damaged.")] public bool? Damaged { get; set; }
    [Input("Whether the parcel is lost.")] public bool? Lost { get; set; }
    [Input("Whether the goods are in stock.")] public bool? InStock { get; set; }
    [Input("Another type of incident.")] public string? IncidentType { get; set; }
    [Input("What the customer would like, e.g. replace.")] public string? Wish { get; set; }
    [Input("The customer has been told that we know.")] public bool? CustomerTold { get; set; }

    protected override IRequest<IReadOnlyDictionary<string, object?>> Request(ActivityContext context) => new RecordFindings(IncidentId)
    {
        Located = Located, Damaged = Damaged, Lost = Lost, InStock = InStock,
        Type = Codes.Find<Orders.IncidentType>(IncidentType), Wish = Words.Find<CustomerWish>(Wish), CustomerTold = CustomerTold == true
    };
}

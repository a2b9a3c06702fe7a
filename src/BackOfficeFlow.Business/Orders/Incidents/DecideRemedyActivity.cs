using BackOfficeFlow.Engine.Activities;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Decides what is done and books what it will cost.</summary>
[Activity("BackOffice.DecideRemedy", Category = "Orders", DisplayName = "Decide remedy",
    Description = "Writes the decision down and computes what it costs, goods and carriage; the cost decides who must agree.", TouchesRecords = true)]
public sealed class DecideRemedyActivity(IMediator requests) : IncidentActivity(requests)
{
    [Input("What is done: instruct, replace, refund, credit, hold, return-and-charge or none.", Hint = "dropdown", Choices = ["instruct", "replace", "refund", "credit", "hold", "return-and-charge", "none"], Required = true)] public string Resolution { get; set; } = "";
    [Input("Per cent of the goods given back when the customer keeps damaged goods.")] public decimal DiscountPercent { get; set; }

    protected override IRequest<IReadOnlyDictionary<string, object?>> Request(ActivityContext context) =>
        new DecideRemedy(IncidentId, Words.Outcome<Resolution>(Resolution), DiscountPercent);
}

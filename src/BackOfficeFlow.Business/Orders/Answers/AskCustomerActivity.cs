using BackOfficeFlow.Engine.Activities;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Prepares a question with a one-time link.</summary>
[Activity("BackOffice.AskCustomer", Category = "Orders", DisplayName = "Ask customer by link",
    Description = "Prepares a question to the customer and gives the one-time link for a message. A step that waits for the answer comes later.", TouchesRecords = true)]
public sealed class AskCustomerActivity(IMediator requests) : Activity
{
    [Input("The incident.", Required = true)] public Guid IncidentId { get; set; }
    [Input("How long the link works, e.g. 10 BD.")] public string AnswerWithin { get; set; } = "10 BD";

    [Output("The link for the message.")] public string? Link { get; set; }

    public override async Task<ActivityResult> Execute(ActivityContext context)
    {
        var asked = await requests.Send(new AskCustomer(IncidentId, context.ExecutionId, AnswerWithin), context.Cancel);
        Link = asked.Link;
        return Done();
    }
}

using BackOfficeFlow.Engine.Activities;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Writes down what the carrier said.</summary>
[Activity("BackOffice.RecordCarrierAnswer", Category = "Orders", DisplayName = "Record carrier's answer",
    Description = "Writes down what the carrier said about the parcel; without an answer, counts the question.", TouchesRecords = true)]
public sealed class CarrierAnswerActivity(IMediator requests) : IncidentActivity(requests)
{
    [Input("The outcome of asking: located-continue, lost, damaged, needs-instructions or no-answer.", Hint = "dropdown", Choices = ["located-continue", "lost", "damaged", "needs-instructions", "no-answer"], Required = true)] public string Answer { get; set; } = "";
    [Input("The form that was filled in.")] public Dictionary<string, object?>? Form { get; set; }

    protected override IRequest<IReadOnlyDictionary<string, object?>> Request(ActivityContext context) => new RecordCarrierAnswer(
        IncidentId,
        Words.Outcome<CarrierAnswer>(Answer),
        Form?.GetValueOrDefault("parcelLocated") as bool?,
        Form?.GetValueOrDefault("responsibilityAdmitted") as string == "yes");
}

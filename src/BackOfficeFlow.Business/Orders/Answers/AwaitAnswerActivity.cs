using BackOfficeFlow.Engine.Activities;
using MediatR;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Waits for the customer's answer by link.</summary>
[Activity("BackOffice.AwaitCustomerAnswer", Category = "Orders", DisplayName = "Await customer's answer",
    Description = "Waits for an answer by link; one that came before is taken at once. Without a limit it waits as long as the step around it lasts.",
    Outcomes = ["Answered", "No answer"], TouchesRecords = true)]
public sealed class AwaitAnswerActivity(IMediator requests, Deadlines deadlines) : Activity
{
    const string LimitKind = "Orders.AnswerLimit";

    [Input("The incident.", Required = true)] public Guid IncidentId { get; set; }
    [Input("How long to wait, e.g. 1 BD; empty for no limit.")] public string? Within { get; set; }

    [Output("The answer, with the names of the form 'contact customer'.")] public object? Answer { get; set; }

    public override async Task<ActivityResult> Execute(ActivityContext context)
    {
        if (await Take(context))
            return Done("Answered");

        var answered = new CustomerAnswered(IncidentId);
        var waits = new List<BookmarkRequest> { new(answered.Kind, answered.Key) };
        if (!string.IsNullOrWhiteSpace(Within))
            waits.Add(await Limit(answered.Key, Within, context));
        return Wait([.. waits]);
    }

    async Task<BookmarkRequest> Limit(string key, string within, ActivityContext context)
    {
        var due = await deadlines.Plan(context.Now, [within], context.Cancel);
        return new BookmarkRequest(LimitKind, key) { DueAt = due.At, Plan = due.Plan };
    }

    public override async Task<ActivityResult> Resume(ActivityContext context, object? news) =>
        await Take(context) ? Done("Answered")
        : context.ResumedKind == LimitKind ? Done("No answer")
        : await Execute(context);

    async Task<bool> Take(ActivityContext context)
    {
        Answer = await requests.Send(new TakeAnswer(IncidentId), context.Cancel);
        return Answer is not null;
    }
}

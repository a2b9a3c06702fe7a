using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Business.Orders;

/// <summary>Waits a while of business time.</summary>
[Activity("BackOffice.WaitBusinessTime", Category = "Time", DisplayName = "Wait (business time)",
    Description = "Waits for a while by the company's calendar: 1 BD, 4 BH, 10 CD.")]
public sealed class WaitActivity(Deadlines deadlines) : Activity
{
    const string LimitKind = "BusinessTime";

    [Input("How long: 1 BD, 4 BH, 10 CD.", Required = true)] public string Duration { get; set; } = "";

    public override async Task<ActivityResult> Execute(ActivityContext context)
    {
        var due = await deadlines.Plan(context.Now, [Duration], context.Cancel);
        return WaitUntil(due.At, LimitKind, due.Plan);
    }
}

using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Work.HandOvers;

/// <summary>Waits until the work is not wanted any more.</summary>
[Activity("BackOffice.AwaitWithdrawal", Category = "People", DisplayName = "Await withdrawal",
    Description = "Waits until the case that handed the work over does not want it any more. Put it beside the work, in a fork that goes on with the first.")]
public sealed class AwaitWithdrawalActivity : Activity
{
    [Input("The key that the hand-over came with.", Required = true)] public string Key { get; set; } = "";

    public override Task<ActivityResult> Execute(ActivityContext context) => WaitFor(new HandOverWithdrawn(Key));
}

using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Work.HandOvers;

/// <summary>Gives the result back to the case that handed the work over.</summary>
[Activity("BackOffice.HandBack", Category = "People", DisplayName = "Hand back",
    Description = "Gives the result of a hand-over back to the case that waits for it. Nothing happens when it waits no more.", TouchesRecords = true)]
public sealed class HandBackActivity(Stimuli stimuli) : Activity
{
    [Input("The key that the hand-over came with.", Required = true)] public string Key { get; set; } = "";
    [Input("How it ended.")] public string? Outcome { get; set; }
    [Input("What was filled in.")] public Dictionary<string, object?>? Result { get; set; }
    [Input("Who did it.")] public string? Person { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context)
    {
        if (Outcome is not null)
            stimuli.Tell(
                new HandedBack(Key),
                new Dictionary<string, object?> { [HandedBack.Outcome] = Outcome, [HandedBack.Result] = Result, [HandedBack.Person] = Person },
                operationId: $"hand-back:{Key}");
        return Done();
    }
}

namespace BackOfficeFlow.Work.Tests.Tasks.Histories;

/// <summary>A task as its callers may think of it: one at a time, it is offered, held by one, or done.</summary>
public sealed record TaskModel(string? Holder, string? DoneBy)
{
    public static readonly TaskModel Offered = new(null, null);

    /// <summary>What the call does, and what it answers, when nobody interferes.</summary>
    public (TaskModel After, string Says) Do(Call call) => call.Act switch
    {
        TaskAct.Look => (this, Seen),
        TaskAct.Complete when DoneBy == call.Who => (this, Ok),
        _ when DoneBy is not null => (this, "task-completed"),
        TaskAct.Claim when Holder is null || Holder == call.Who => (this with { Holder = call.Who }, Ok),
        TaskAct.Claim => (this, "task-taken"),
        _ when Holder is null => (this, "task-not-claimed"),
        _ when Holder != call.Who => (this, "task-taken"),
        TaskAct.Release => (this with { Holder = null }, Ok),
        TaskAct.Delegate => (this with { Holder = call.ToWhom }, Ok),
        _ => (this with { DoneBy = call.Who }, Ok)
    };

    string Seen => DoneBy is not null ? $"done by {DoneBy}" : Holder is not null ? $"held by {Holder}" : "offered";

    const string Ok = "ok";
}

using System.Globalization;

namespace BackOfficeFlow.Engine.Activities;

/// <summary>
/// Is in one of its states until a transition's trigger comes. Entering: entry activity, then all triggers of the state's outbound transitions
/// side by side; the first that comes and whose condition holds withdraws the others, and its action, the state's exit and the target follow.
/// </summary>
[Activity("Elsa.StateMachine", Category = "Composition", Description = "Is in one of its states until a trigger moves it to the next.")]
public sealed class StateMachine : Activity, IGoesRound
{
    const int MaxHops = 100;
    const string State = "state";
    const string Taken = "taken";

    int hops;

    [Part("The state that it begins in.", IsText = true)] public string? InitialState { get; set; }
    [Part("The states, with what runs on entry and on exit.")] public States? States { get; set; }
    [Part("The ways from state to state: trigger, condition, action.")] public Transitions? Transitions { get; set; }

    public override Task<ActivityResult> Execute(ActivityContext context) => Enter(context, InitialState ?? "").AsTask();

    public override Task<ActivityResult> ChildEnded(ActivityContext context, EndedChild child)
    {
        hops = 0;
        var (what, number) = Step.Parse(child.Tag!);
        var next = what switch
        {
            Step.Entry => Arm(context),
            Step.Trigger => HearTrigger(context, child, number),
            Step.Action => Leave(context, number),
            _ => Enter(context, Transitions!.All[number].To)
        };
        return next.AsTask();
    }

    async ValueTask<ActivityResult> Enter(ActivityContext context, string name)
    {
        if (States?.Find(name) is not { } state)
            return Fault($"The state '{name}' does not exist.", "state-unknown");
        // Between two states nothing ran: going on like that would never end.
        if (++hops > MaxHops)
            return Fault($"'{context.NodeName}' goes from state to state without end, now to '{name}': its transitions without trigger make a circle.", "endless-loop");
        context.Remember(State, name);
        context.Remember(Taken, null);
        return state.Entry is { } entry ? Run(Step.Child(entry, Step.Entry, 0)) : await Arm(context);
    }

    // A transition without a trigger is taken at once when its condition holds; otherwise the state waits for its triggers.
    async ValueTask<ActivityResult> Arm(ActivityContext context)
    {
        var outbound = Transitions?.From(Current(context)) ?? [];
        if (outbound.Count == 0)
            return Done();
        foreach (var number in outbound)
            if (Transitions!.All[number].Trigger is null && await Holds(context, number))
                return await Take(context, number);
        return Run([.. outbound.Where(number => Transitions!.All[number].Trigger is not null).Select(number => Step.Child(Transitions!.All[number].Trigger!, Step.Trigger, number))]);
    }

    async ValueTask<ActivityResult> HearTrigger(ActivityContext context, EndedChild child, int number)
    {
        if (context.Recall(Taken) is long taken)
            return IsWithdrawn(context) ? await Act(context, (int)taken) : Stay();
        if (child.IsCancelled)
            return Stay();
        return await Holds(context, number) ? await Take(context, number) : Run(Step.Child(child.NodeId, Step.Trigger, number));
    }

    // The competing triggers end before anything of the transition runs; each reports, and the last one lets the transition go on.
    async ValueTask<ActivityResult> Take(ActivityContext context, int number)
    {
        context.Remember(Taken, (long)number);
        return IsWithdrawn(context)
            ? await Act(context, number)
            : new RunResult([], [.. context.LiveChildren.Select(child => child.ExecutionId)]);
    }

    ValueTask<ActivityResult> Act(ActivityContext context, int number) => Transitions!.All[number].Action is { } action
        ? new(Run(Step.Child(action, Step.Action, number)))
        : Leave(context, number);

    ValueTask<ActivityResult> Leave(ActivityContext context, int number) => States!.Find(Current(context))!.Exit is { } exit
        ? new(Run(Step.Child(exit, Step.Exit, number)))
        : Enter(context, Transitions!.All[number].To);

    async ValueTask<bool> Holds(ActivityContext context, int number) =>
        Transitions!.All[number].Condition is not { } condition || await context.Evaluate(condition) is true;

    static bool IsWithdrawn(ActivityContext context) => context.LiveChildren.Count == 0;

    static string Current(ActivityContext context) => (string)context.Recall(State)!;

    /// <summary>What a child of the machine is to it; stands in the child's tag with the number of its transition.</summary>
    static class Step
    {
        public const string Entry = "entry";
        public const string Trigger = "trigger";
        public const string Action = "action";
        public const string Exit = "exit";

        public static ChildRequest Child(string nodeId, string what, int number) =>
            new(nodeId) { Tag = string.Create(CultureInfo.InvariantCulture, $"{what}:{number}") };

        public static (string What, int Number) Parse(string tag)
        {
            var colon = tag.IndexOf(':', StringComparison.Ordinal);
            return (tag[..colon], int.Parse(tag.AsSpan(colon + 1), CultureInfo.InvariantCulture));
        }
    }
}

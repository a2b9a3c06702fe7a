namespace BackOfficeFlow.Engine.Tests.Properties;

/// <summary>§7.1: the containers.</summary>
sealed partial class Game
{
    void BeginContainer(Act act)
    {
        switch (act.Step)
        {
            case Whole { Root: var root }:
                Schedule(act, root);
                break;
            case Sequence { Steps: var steps }:
                RunNext(act, steps, 0);
                break;
            case Parallel { Steps: var steps }:
                RunAll(act, steps);
                break;
            case Fork { Branches: var branches }:
                RunAll(act, branches);
                break;
            case If choice:
                RunAll(act, choice.Condition.Holds(Get(act, choice.Condition.Variable)) ? choice.Then : choice.Else);
                break;
            case Switch choice:
                var matching = Matching(act, choice.Cases, item => item.When, choice.TakesAll).ToList();
                RunAll(act, matching.Count > 0 ? [.. matching.Select(item => item.Then)] : [choice.Default]);
                break;
            case While loop:
                RunRound(act, loop);
                break;
            case For loop:
                RunRound(act, loop, loop.Start);
                break;
            case ForEach { AtOnce: false } loop:
                RunRound(act, loop, 0);
                break;
            case ForEach loop:
                for (var i = 0; i < loop.Items.Count; i++)
                    Schedule(act, loop.Body, i, ("CurrentValue", loop.Items[i]), ("CurrentIndex", i));
                if (loop.Items.Count == 0)
                    Complete(act);
                break;
            case Flow flow:
                BeginFlow(act, flow);
                break;
            default:
                throw new InvalidOperationException($"The model does not know {act.Step}.");
        }
    }

    void ChildEnded(Act act, Act child, string[] outcomes)
    {
        switch (act.Step)
        {
            case Sequence { Steps: var steps }:
                RunNext(act, steps, steps.ToList().IndexOf(child.Step) + 1);
                break;
            case While loop:
                RunRound(act, loop);
                break;
            case For loop:
                RunRound(act, loop, child.Turn + loop.By);
                break;
            case ForEach { AtOnce: false } loop:
                RunRound(act, loop, (int)child.Turn + 1);
                break;
            case Fork { GoesOnWithFirst: true } or Whole or If:
                Complete(act);
                break;
            case Flow:
                FlowEnded(act, child, outcomes);
                break;
            default:
                if (act.Live.Count == 0)
                    Complete(act);
                break;
        }
    }

    void RunNext(Act act, IReadOnlyList<Step> steps, int next)
    {
        if (next < steps.Count)
            Schedule(act, steps[next]);
        else
            Complete(act);
    }

    void RunAll(Act act, params IReadOnlyList<Step?> steps)
    {
        foreach (var step in steps.OfType<Step>())
            Schedule(act, step);
        if (act.Live.Count == 0)
            Complete(act);
    }

    void RunRound(Act act, While loop)
    {
        if (loop.Condition.Holds(Get(act, loop.Condition.Variable)))
            Schedule(act, loop.Body);
        else
            Complete(act);
    }

    void RunRound(Act act, For loop, long number)
    {
        var isWithin = loop.By >= 0 ? number < loop.End : number > loop.End;
        if (isWithin || loop.IsInclusive && number == loop.End)
            Schedule(act, loop.Body, number, ("CurrentValue", number));
        else
            Complete(act);
    }

    void RunRound(Act act, ForEach loop, int index)
    {
        if (index < loop.Items.Count)
            Schedule(act, loop.Body, index, ("CurrentValue", loop.Items[index]), ("CurrentIndex", index));
        else
            Complete(act);
    }

    /// <summary>§6.1: begins at the first activity without an inbound connection.</summary>
    void BeginFlow(Act act, Flow flow)
    {
        if (flow.Nodes.Count == 0)
        {
            Complete(act);
            return;
        }
        var start = flow.Nodes.FirstOrDefault(node => !flow.Ways.Any(way => way.To == node.Id)) ?? flow.Nodes[0];
        act.Game = usesTokens ? new TokenGame(flow, start.Id) : new CounterGame(flow, start.Id);
        Schedule(act, start);
    }

    /// <summary>§6.1: completes when nothing in it is running, failed or due. Deviation #3: not before a join that has just been asked for has run.</summary>
    void FlowEnded(Act act, Act child, string[]? outcomes)
    {
        var move = act.Game!.Ended(child.Step.Id, outcomes, [.. act.Live.Select(live => live.Step.Id)]);
        foreach (var node in move.Runs)
            Schedule(act, ((Flow)act.Step).Nodes.First(step => step.Id == node));
        // §6.2, §6.3: what a join overtakes is cancelled when it has begun; what is only queued runs first, or is cancelled when the join runs.
        foreach (var before in move.Overtakes)
            Overtake(act, before, live => live.State != ActState.Queued || live.IsResumed);
        if (act.Live.Count == 0 && act.State == ActState.Running)
            Complete(act);
    }

    void Overtake(Act flow, IReadOnlySet<string> before, Func<Act, bool>? which = null)
    {
        foreach (var live in flow.Live.Where(live => before.Contains(live.Step.Id) && which?.Invoke(live) != false).ToArray())
        {
            if (live.HasEnded)
                continue;
            Cancel(live);
            FlowEnded(flow, live, null);
        }
    }
}

using System.Globalization;

namespace BackOfficeFlow.Engine.Tests.Properties;

/// <summary>
/// The reference model: what a process does, told as simply as it can be, after ELSA-SEMANTICS and the deviations of docs/elsa-compatibility.md.
/// It knows nothing of the engine, saves nothing and optimises nothing. §5: steps that are due stand in one queue; first come, first served.
/// </summary>
sealed partial class Game(Plan plan, bool usesTokens, bool faultEnds)
{
    const int MostSteps = 1500;

    readonly Queue<Act> due = new();
    readonly List<Act> waiting = [];
    readonly List<Act> failed = [];
    readonly Dictionary<string, long> variables = plan.Variables.ToDictionary(name => name, _ => 0L);
    readonly Act whole = new(new Whole(plan.Root), null);
    int steps;
    string status = "Executing";

    public SortedDictionary<string, int> Events { get; } = new(StringComparer.Ordinal);
    public List<string> Console { get; } = [];
    public bool IsOver => status is "Finished" or "Cancelled" || status == "Faulted" && failed.Count == 0;
    public int Waits => status == "Suspended" ? waiting.Count : 0;
    public int Failures => failed.Count;
    public bool IsFaulted => status == "Faulted";

    /// <summary>It has run into more steps than a test wants to wait for.</summary>
    public bool IsTooLong => steps > MostSteps;

    public void Start()
    {
        due.Enqueue(whole);
        RunUntilQuiet();
    }

    /// <summary>§11: a bookmark is burnt when it is resumed; a task's or event's news is bound to a variable.</summary>
    public void Resume(int index, long news)
    {
        var act = waiting[index];
        waiting.RemoveAt(index);
        act.IsResumed = true;
        if (act.Step is Await { Into: { } into, Kind: WaitKind.Event or WaitKind.Task })
            act.Locals["news"] = news;
        due.Enqueue(act);
        RunUntilQuiet();
    }

    /// <summary>Deviation #9: a retry runs the failed step again, and opens an instance that its fault had ended.</summary>
    public void Mend(int index)
    {
        var act = failed[index];
        failed.RemoveAt(index);
        variables[Plan.Mended] = 1;
        due.Enqueue(act);
        RunUntilQuiet();
    }

    /// <summary>§19: bookmarks are cleared; no step is said to be cancelled.</summary>
    public void Cancel() => Finish("Cancelled");

    void RunUntilQuiet()
    {
        status = "Executing";
        while (status == "Executing" && !IsTooLong && due.TryDequeue(out var act))
            if (!act.HasEnded)
                Perform(act);
        if (status == "Executing")
            status = "Suspended";
    }

    void Perform(Act act)
    {
        steps++;
        act.State = ActState.Running;
        Say(act, act.IsResumed ? "Resumed" : "Started");
        if (act.IsResumed)
        {
            if (act.Locals.TryGetValue("news", out var news))
                Set(act, ((Await)act.Step).Into!, news);
            Complete(act);
        }
        else
        {
            Begin(act);
        }
    }

    void Begin(Act act)
    {
        switch (act.Step)
        {
            case Line line:
                Console.Add(line.Shows is { } shows ? string.Create(CultureInfo.InvariantCulture, $"{line.Id}:{Get(act, shows)}") : line.Id);
                Complete(act);
                break;
            case Put put:
                Set(act, put.Variable, put.Value);
                Complete(act);
                break;
            case Mix mix:
                Set(act, mix.Variable, mix.Of(Get(act, mix.Variable)));
                Complete(act);
                break;
            case Count count:
                Set(act, count.Variable, Get(act, count.Variable) + 1);
                Complete(act);
                break;
            case Await:
                waiting.Add(act);
                Say(act, "Suspended");
                break;
            case Stumble when Get(act, Plan.Mended) == 0:
                Fault(act);
                break;
            case Leave leave:
                End(act, leave.Kind);
                break;
            case Decision decision:
                Complete(act, decision.Condition.Holds(Get(act, decision.Condition.Variable)) ? "True" : "False");
                break;
            case Choice choice:
                var labels = Matching(act, choice.Cases, item => item.When, choice.TakesAll).Select(item => item.Label).ToArray();
                Complete(act, labels.Length > 0 ? labels : ["Default"]);
                break;
            case Split split:
                Complete(act, [.. split.Branches]);
                break;
            case Join { Kind: JoinKind.WaitAny }:
                // §6.2: who is still under way to it is cancelled again when it runs, and what that brings to life too; deviation #2: it runs once all the same.
                var before = act.Parent!.Game!.Before(act.Step.Id);
                while (act.Parent.Live.Exists(live => before.Contains(live.Step.Id)))
                    Overtake(act.Parent, before);
                Complete(act);
                break;
            case Stumble or Join:
                Complete(act);
                break;
            default:
                BeginContainer(act);
                break;
        }
    }

    /// <summary>§5: what still runs inside is cancelled, and the owner hears of the end at once.</summary>
    void Complete(Act act, params string[] outcomes)
    {
        CloseQuietly(act);
        if (act == whole)
            Finish("Finished");
        else
            ChildEnded(act.Parent!, act, outcomes.Length > 0 ? outcomes : ["Done"]);
    }

    // Completed, but its owner is not told.
    void CloseQuietly(Act act)
    {
        foreach (var child in act.Live.ToArray())
            Cancel(child);
        act.State = ActState.Ended;
        Say(act, "Completed");
        act.Parent?.Live.Remove(act);
    }

    /// <summary>§5: a cancelled step and all in it are withdrawn from queue and bookmarks. What had not begun leaves no trace.</summary>
    void Cancel(Act act)
    {
        if (act.State != ActState.Queued || act.IsResumed)
            Say(act, "Canceled");
        act.State = ActState.Ended;
        act.Parent!.Live.Remove(act);
        waiting.Remove(act);
        failed.Remove(act);
        foreach (var child in act.Live.ToArray())
            Cancel(child);
    }

    /// <summary>§7.1, §7.3: what ends more than itself.</summary>
    void End(Act act, LeaveKind kind)
    {
        if (kind == LeaveKind.Finish)
        {
            CloseQuietly(act);
            Finish("Finished");
            return;
        }
        var last = kind switch
        {
            LeaveKind.End => act.Parent is { Step: Sequence or Flow } container ? container : null,
            LeaveKind.Complete => whole,
            // The nearest loop; without one, every container.
            _ => act.Around().Skip(1).FirstOrDefault(around => around.Step is While or For or ForEach) ?? act.Around().Skip(1).LastOrDefault(around => around != whole)
        };
        if (last is null)
        {
            Complete(act);
            return;
        }
        foreach (var around in act.Around().TakeWhile(around => around != last).ToArray())
            CloseQuietly(around);
        Complete(last);
    }

    /// <summary>§17: it stays, failed, and keeps what is around it open. With the Fault strategy the instance ends at once (deviation #8), and what was due stays due.</summary>
    void Fault(Act act)
    {
        act.State = ActState.Faulted;
        Say(act, "Faulted");
        failed.Add(act);
        if (faultEnds)
            status = "Faulted";
    }

    void Finish(string how)
    {
        status = how;
        due.Clear();
        waiting.Clear();
        failed.Clear();
    }

    void Say(Act act, string what)
    {
        var line = $"{act.Step.Id} {what}";
        Events[line] = Events.GetValueOrDefault(line) + 1;
    }

    Act Schedule(Act parent, Step step, long turn = 0, params (string Name, long Value)[] locals)
    {
        var act = new Act(step, parent) { Turn = turn };
        foreach (var (name, value) in locals)
            act.Locals[name] = value;
        if (step is Sequence { Local: { } local })
            act.Locals[local] = Sequence.LocalStart;
        parent.Live.Add(act);
        due.Enqueue(act);
        return act;
    }

    // §9.1: the nearest scope that has it.
    long Get(Act act, string name) => Scope(act, name)[name];

    void Set(Act act, string name, long value) => Scope(act, name)[name] = value;

    Dictionary<string, long> Scope(Act act, string name) => act.Around().FirstOrDefault(around => around.Locals.ContainsKey(name))?.Locals ?? variables;

    IEnumerable<T> Matching<T>(Act act, IEnumerable<T> cases, Func<T, Condition> when, bool takesAll)
    {
        var matching = cases.Where(item => when(item).Holds(Get(act, when(item).Variable)));
        return takesAll ? matching : matching.Take(1);
    }

    public Sight See() => new(
        status,
        failed.Count > 0,
        string.Join(" ", variables.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}"))),
        string.Join(" ", waiting.Select(act => act.Step.Id)),
        string.Join(" ", failed.Select(act => act.Step.Id)),
        string.Join(" ", Console),
        string.Join("\n", Events.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} x{pair.Value}"))));
}

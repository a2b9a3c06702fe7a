namespace BackOfficeFlow.Engine.Tests.Properties;

/// <summary>One execution of a step in the reference model.</summary>
sealed class Act(Step step, Act? parent)
{
    public Step Step { get; } = step;
    public Act? Parent { get; } = parent;

    /// <summary>Children that have not ended, in the order in which they were asked for.</summary>
    public List<Act> Live { get; } = [];
    public Dictionary<string, long> Locals { get; } = [];
    public ActState State { get; set; }
    public bool IsResumed { get; set; }

    /// <summary>Which round or branch of its parent it is.</summary>
    public long Turn { get; init; }
    public FlowGame? Game { get; set; }

    public bool HasEnded => State == ActState.Ended;

    public IEnumerable<Act> Around()
    {
        for (var act = this; act is not null; act = act.Parent)
            yield return act;
    }
}

enum ActState { Queued, Running, Faulted, Ended }

/// <summary>The workflow around its root.</summary>
sealed record Whole(Step Root) : Step("Workflow1");

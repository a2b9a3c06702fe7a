namespace BackOfficeFlow.Engine.Activities;

/// <summary>May run its children again and again: what a burst without end is blamed on.</summary>
interface IGoesRound;

/// <summary>Breaks reach up to here.</summary>
interface ILoop : IGoesRound;

/// <summary>Ends at once when a terminal child (End, Break, Complete) ends.</summary>
interface IEndsWithTerminal;

/// <summary>Complete ends this: the workflow, or a workflow used as an activity.</summary>
interface IComposite;

/// <summary>Variables that are made on the way live in the nearest of these.</summary>
interface IHoldsVariables;

/// <summary>What its children are given reads like inputs to them.</summary>
interface IGivesInputs;

/// <summary>A step where branches meet.</summary>
interface IJoin;

/// <summary>Knows which branches a join has overtaken when it runs.</summary>
interface IJoinOwner : IGoesRound
{
    /// <summary>The executions that are to be cancelled.</summary>
    IReadOnlyList<string> Overtaken(ActivityContext context, string joinId);
}

/// <summary>Can be asked from outside to run one more of its activities.</summary>
interface ITakesOneMore
{
    void TakeOneMore(ActivityContext context, string nodeId);
}

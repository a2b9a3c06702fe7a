using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Engine.Running;

/// <summary>What the run loop needs from whoever hosts it. The runtime gives it a transaction; a unit test gives it nothing.</summary>
public interface IBurstHost
{
    /// <summary>The instant of the burst (UTC).</summary>
    DateTimeOffset Now { get; }

    /// <summary>Makes a fresh activity, with collaborators from the burst's scope.</summary>
    Activity Create(Type activityType);

    /// <summary>It has the collaborators that activities ask for.</summary>
    bool MakesAll => true;

    /// <summary>Whether an exception of an activity ends the burst instead of becoming an incident: a lost race that makes the host begin anew, say.</summary>
    bool EndsBurst(Exception broken) => false;

    /// <summary>Whether instances of a definition can be started.</summary>
    ValueTask<bool> IsPublished(string definitionId, CancellationToken cancel) => ValueTask.FromResult(false);

    /// <summary>
    /// Starts an instance within the burst of another, <paramref name="parent"/>, and runs it until it waits or ends; it is kept together with the parent, or neither is.
    /// </summary>
    Task<Burst> RunChild(ChildStart child, Burst parent, CancellationToken cancel) => throw new NotSupportedException("This host runs no instances within another.");

    /// <summary>Runs an activity that touches records so that a failure undoes what it did: a savepoint around it. Others are not sent through here.</summary>
    Task<ActivityResult> Guard(Func<Task<ActivityResult>> run);
}

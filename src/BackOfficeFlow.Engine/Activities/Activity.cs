namespace BackOfficeFlow.Engine.Activities;

/// <summary>
/// What a step of a workflow does. The engine makes a fresh object for every execution, fills the properties marked
/// <see cref="InputAttribute"/>, calls one of the methods below, and reads the properties marked <see cref="OutputAttribute"/>.
/// An activity only says what it wants; the engine decides what happens. It may run twice after a crash, so asking twice must change nothing.
/// </summary>
public abstract class Activity
{
    /// <summary>Runs the step. An exception becomes an incident on the instance.</summary>
    public abstract Task<ActivityResult> Execute(ActivityContext context);

    /// <summary>
    /// Goes on after a wait. A trigger that started the instance is asked this too, instead of <see cref="Execute"/>: what it would wait for has just happened.
    /// <paramref name="news"/> is what the stimulus brought, in the engine's value domain (see <see cref="Values"/>).
    /// </summary>
    public virtual Task<ActivityResult> Resume(ActivityContext context, object? news) => Done();

    /// <summary>Told to a container whenever a child that it asked to run has ended.</summary>
    public virtual Task<ActivityResult> ChildEnded(ActivityContext context, EndedChild child) => Stay();

    /// <summary>What starts a new instance at this step, for triggers: evaluated when the definition is published, without an instance.</summary>
    public virtual IReadOnlyList<BookmarkRequest> Triggers(DateTimeOffset now) => [];

    /// <summary>Why <see cref="Triggers"/> gives nothing where it should have given something; null when all is well. A trigger that is switched off is well.</summary>
    public virtual string? WhyNoTrigger() => null;

    /// <summary>Told once when the step is cancelled while it waits, so that it can withdraw what it put into the world (a user task, say).</summary>
    public virtual Task Cancelled(ActivityContext context) => Task.CompletedTask;

    /// <summary>The step is finished. Without a name the outcome is "Done".</summary>
    protected static ActivityResult Done(params string[] outcomes) => outcomes.Length == 0 ? DoneResult.Plain : new DoneResult(outcomes);

    /// <summary>The step waits for a stimulus.</summary>
    protected static ActivityResult WaitFor(Stimulus stimulus, object? payload = null) =>
        new WaitResult([new BookmarkRequest(stimulus.Kind, stimulus.Key) { Payload = payload }]);

    /// <summary>The step waits until an instant (UTC). A past instant is due at once.</summary>
    protected static ActivityResult WaitUntil(DateTimeOffset due, string kind, DuePlan? plan = null) =>
        new WaitResult([new BookmarkRequest(kind, "") { DueAt = due, Plan = plan }]);

    /// <summary>The step waits for any of several things; the first that comes resumes it and removes the others.</summary>
    protected static ActivityResult Wait(params BookmarkRequest[] bookmarks) => new WaitResult(bookmarks);

    /// <summary>A container asks for children to run, in this order.</summary>
    protected static ActivityResult Run(params IReadOnlyList<ChildRequest> children) => new RunResult(children, []);

    /// <summary>A container has nothing new to ask; it is still running.</summary>
    protected static ActivityResult Stay() => RunResult.Nothing;

    /// <summary>The step failed for a reason of its own. Throwing does the same.</summary>
    protected static ActivityResult Fault(string message, string code = "", string category = "") => new FaultResult(message, code, category);
}

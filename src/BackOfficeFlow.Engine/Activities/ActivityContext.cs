namespace BackOfficeFlow.Engine.Activities;

/// <summary>What an activity may know and change while it runs. The run loop implements it.</summary>
public abstract class ActivityContext
{
    public abstract Guid InstanceId { get; }
    public abstract string DefinitionId { get; }
    public abstract int DefinitionVersion { get; }

    /// <summary>The node in the definition, and this one execution of it (a loop runs one node many times).</summary>
    public abstract string NodeId { get; }
    public abstract string ExecutionId { get; }

    /// <summary>The name that the designer gave the node; its id when none.</summary>
    public abstract string NodeName { get; }

    /// <summary>The instant of the burst (UTC); the same for all its steps.</summary>
    public abstract DateTimeOffset Now { get; }
    public abstract CancellationToken Cancel { get; }

    public abstract string? CorrelationId { get; set; }
    public abstract string? InstanceName { get; set; }

    /// <summary>A variable visible here, by name, nearest scope first; null when unknown.</summary>
    public abstract object? GetVariable(string name);

    /// <summary>Sets a visible variable by name, or makes one in the nearest container.</summary>
    public abstract void SetVariable(string name, object? value);

    /// <summary>Makes a variable in this step's own scope, which its children see.</summary>
    public virtual void Declare(string name, object? value) => SetVariable(name, value);

    /// <summary>Sets the variable that a definition points at; false when there is none in sight.</summary>
    public virtual bool TrySetVariable(VariableReference variable, object? value) => false;

    /// <summary>A value that the instance was started with; null when absent.</summary>
    public abstract object? GetInput(string name);

    /// <summary>Sets an output of the instance (or of the composite that encloses the step).</summary>
    public abstract void SetOutput(string name, object? value);

    /// <summary>What this execution remembered before it waited. Values of the engine's domain only.</summary>
    public abstract object? Recall(string key);
    public abstract void Remember(string key, object? value);

    /// <summary>Writes an event of the activity's own into the journal: why a row of a decision table was taken, say.</summary>
    public abstract void Note(string what, IReadOnlyDictionary<string, object?> details);

    /// <summary>A line for the instance's console (Elsa.WriteLine).</summary>
    public abstract void WriteLine(string? text);

    /// <summary>Something to be done outside once the burst has been committed (publish an event, start a child, call out). Never done when it is rolled back.</summary>
    public abstract void After(Effect effect);

    /// <summary>Which of several waits ended: the bookmark's kind and key; null when the step was not resumed.</summary>
    public virtual string? ResumedKind => null;
    public virtual string? ResumedKey => null;

    /// <summary>The children of this container that have not ended: waiting to run, running or failed.</summary>
    public virtual IReadOnlyList<LiveChild> LiveChildren => [];

    /// <summary>The trigger that starts this instance, until the flow has begun there.</summary>
    public virtual string? TriggerNodeId => null;

    /// <summary>Flowcharts of this workflow decide by tokens.</summary>
    public virtual bool UsesTokens => false;

    /// <summary>For tests of the engine itself.</summary>
    internal virtual PlantedBug Planted => PlantedBug.None;

    /// <summary>Runs a script that the activity was given as text, and gives its result and the outcomes that it set.</summary>
    public virtual object? RunScript(string inputName, List<string> outcomes) => null;

    /// <summary>Hands on a value that the activity leaves behind before it ends: a loop's current value, say.</summary>
    public virtual void PutOutput(string name, object? value) { }

    /// <summary>Whether instances of this definition can be started.</summary>
    public virtual ValueTask<bool> IsPublished(string definitionId) => ValueTask.FromResult(false);

    /// <summary>Starts instances once the burst has been committed, and says their ids. With a wait, each tells this instance of its end.</summary>
    public virtual IReadOnlyList<Guid> StartChildren(string definitionId, IReadOnlyList<ChildInput> children, Stimulus? wait) => throw new NotSupportedException();

    /// <summary>Starts an instance and runs it within this burst until it waits or ends.</summary>
    public virtual Task<ChildState> RunChild(string definitionId, ChildInput child, string? waitKind) => throw new NotSupportedException();

    /// <summary>A request from outside has come to this step, and whoever sent it waits for an answer under this id.</summary>
    public virtual void OpenExchange(string id) { }

    /// <summary>Takes the request that came last and has no answer yet; null when nobody waits for one.</summary>
    public virtual string? CloseExchange() => null;

    /// <summary>A step that answers goes on when nobody waits for an answer; Elsa's stands there.</summary>
    public virtual bool GoesOnUnheard => true;

    /// <summary>Evaluates a lazy input now, by property name.</summary>
    public abstract ValueTask<object?> Evaluate(string inputName, IReadOnlyDictionary<string, object?>? extra = null);
}

/// <summary>Something to be done after the burst is committed; the host keeps it in its outbox. <paramref name="Key"/> makes it idempotent within the instance.</summary>
public sealed record Effect(string Kind, string Key, IReadOnlyDictionary<string, object?> Payload)
{
    /// <summary>Nothing of it is kept once it is done: it may hold secrets.</summary>
    public bool IsForgotten { get; init; }
}

/// <summary>A child of a container that has not ended. It may not have begun yet, or it failed and waits for a retry.</summary>
public readonly record struct LiveChild(string NodeId, string ExecutionId, bool HasBegun, bool HasFailed);

/// <summary>What an activity remembers as an object of its own; this is what is saved of it.</summary>
public interface IRemembered
{
    object? ToValue();
}

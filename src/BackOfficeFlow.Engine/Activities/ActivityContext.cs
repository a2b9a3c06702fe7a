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

    /// <summary>Evaluates a lazy input now, by property name.</summary>
    public abstract ValueTask<object?> Evaluate(string inputName, IReadOnlyDictionary<string, object?>? extra = null);
}

/// <summary>Something to be done after the burst is committed; the host keeps it in its outbox. <paramref name="Key"/> makes it idempotent within the instance.</summary>
public sealed record Effect(string Kind, string Key, IReadOnlyDictionary<string, object?> Payload);

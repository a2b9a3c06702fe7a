namespace BackOfficeFlow.Engine.Running;

/// <summary>How an instance is to begin.</summary>
public sealed record StartOrder(Guid InstanceId)
{
    public IReadOnlyDictionary<string, object?> Input { get; init; } = new Dictionary<string, object?>();

    /// <summary>Values for workflow-level variables, by name, instead of their defaults.</summary>
    public IReadOnlyDictionary<string, object?>? Variables { get; init; }
    public string? CorrelationId { get; init; }
    public string? Name { get; init; }
    public Guid? ParentInstanceId { get; init; }

    /// <summary>How the parent waits for the end; null when it does not.</summary>
    public ParentWait? ParentWait { get; init; }

    /// <summary>How many instances stand above this one that wait for what is below.</summary>
    public int Depth { get; init; }

    /// <summary>Whoever starts it sees how the first burst ends, and need not be told.</summary>
    public bool IsWatched { get; init; }

    /// <summary>The trigger that starts it: the flow begins there, and the trigger does not wait.</summary>
    public string? TriggerActivityId { get; init; }

    /// <summary>What the trigger's stimulus brought.</summary>
    public object? News { get; init; }
}

/// <summary>An instance cannot start with these inputs; nothing was begun.</summary>
public sealed class StartRefusedException(string code, string input, string message) : Exception(message)
{
    /// <summary><c>input-missing</c>, <c>input-does-not-fit</c> or <c>variable-does-not-fit</c>.</summary>
    public string Code { get; } = code;
    public string Input { get; } = input;
}

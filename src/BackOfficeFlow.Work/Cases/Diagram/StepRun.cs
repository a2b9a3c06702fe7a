namespace BackOfficeFlow.Work.Cases;

/// <summary>How far one execution of a step has come, in Elsa's words.</summary>
public enum StepStanding { Running, Completed, Canceled, Faulted }

/// <summary>One execution of a step of a case; a loop executes one step many times.</summary>
/// <param name="ExecutionId">Unique in the case.</param>
/// <param name="ActivityId">The step's id in its own definition.</param>
/// <param name="Path">Elsa's node id: the ids from the workflow down.</param>
/// <param name="Type">What the step is.</param>
public sealed record StepRun(string ExecutionId, string ActivityId, string Path, string Type)
{
    public int TypeVersion { get; init; } = 1;
    public string? Name { get; init; }

    /// <summary>The execution of the container in which it ran; null of the workflow itself.</summary>
    public string? ParentId { get; init; }

    /// <summary>In how many executions it stands.</summary>
    public int Depth { get; init; }
    public StepStanding Standing { get; init; }
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>It waits for something now.</summary>
    public bool IsWaiting { get; init; }

    /// <summary>Its open incidents.</summary>
    public int Faults { get; init; }

    /// <summary>Why it failed last; null when nothing is open.</summary>
    public string? Problem { get; init; }
    public string? ProblemType { get; init; }

    /// <summary>What the journal holds of its values, when the reader may see them.</summary>
    public IReadOnlyDictionary<string, object?> Inputs { get; init; } = Nothing;
    public IReadOnlyDictionary<string, object?> Outputs { get; init; } = Nothing;

    static readonly IReadOnlyDictionary<string, object?> Nothing = new Dictionary<string, object?>();
}

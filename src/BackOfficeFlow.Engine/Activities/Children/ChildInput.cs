namespace BackOfficeFlow.Engine.Activities;

/// <summary>What an instance is started with by another.</summary>
public sealed record ChildInput(IReadOnlyDictionary<string, object?> Input, string? CorrelationId)
{
    /// <summary>Its id where something must be known by it beforehand; one is made otherwise.</summary>
    public Guid? InstanceId { get; init; }
}

/// <summary>How far an instance has come that was started by another.</summary>
/// <param name="InstanceId">The child.</param>
/// <param name="Status">Running or Finished.</param>
/// <param name="SubStatus">As Elsa names it: Suspended, Finished, Faulted, Cancelled.</param>
/// <param name="Output">The outputs that it left.</param>
public sealed record ChildState(Guid InstanceId, string Status, string SubStatus, IReadOnlyDictionary<string, object?> Output)
{
    public bool HasEnded => Status == "Finished";

    /// <summary>Of what a waiting step is told.</summary>
    public static ChildState From(object? news)
    {
        var told = news as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>();
        return new ChildState(
            Guid.TryParse(told.GetValueOrDefault("WorkflowInstanceId") as string, out var id) ? id : Guid.Empty,
            told.GetValueOrDefault("WorkflowStatus") as string ?? "Finished",
            told.GetValueOrDefault("WorkflowSubStatus") as string ?? "Finished",
            told.GetValueOrDefault("WorkflowOutput") as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>());
    }
}

/// <summary>The end of an instance that was started by another.</summary>
public sealed record ChildEndedStimulus(string ActivityType, string WaitKey) : Stimulus(ActivityType, WaitKey);

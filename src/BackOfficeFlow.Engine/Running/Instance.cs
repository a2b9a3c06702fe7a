namespace BackOfficeFlow.Engine.Running;

/// <summary>One run of a workflow: all that is saved of it between two bursts.</summary>
public sealed class Instance
{
    public required Guid Id { get; init; }
    public required string DefinitionId { get; init; }

    /// <summary>The version that the instance runs, now and after any edit of its definition.</summary>
    public required string DefinitionVersionId { get; init; }
    public required int DefinitionVersion { get; init; }

    public InstanceStatus Status { get; internal set; }
    public InstanceSubStatus SubStatus { get; internal set; }

    /// <summary>An incident is open: a person has to look.</summary>
    public bool NeedsAttention => Incidents.Any(incident => incident.ResolvedAt is null);

    public string? CorrelationId { get; internal set; }
    public string? Name { get; internal set; }
    public Guid? ParentInstanceId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; internal set; }

    public List<Bookmark> Bookmarks { get; } = [];
    public List<Incident> Incidents { get; } = [];
    public Dictionary<string, object?> Input { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, object?> Output { get; } = new(StringComparer.Ordinal);
}

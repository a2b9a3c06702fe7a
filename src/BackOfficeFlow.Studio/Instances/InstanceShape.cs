using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Cases;

namespace BackOfficeFlow.Studio;

/// <summary>A case in a list, as Elsa writes it.</summary>
class InstanceShape(InstanceLine line)
{
    public Guid Id => line.Id;
    public string DefinitionId => line.DefinitionId;
    public Guid DefinitionVersionId => line.VersionId;
    public int Version => line.Version;
    public string Status => line.Status;
    public string SubStatus => line.SubStatus;
    public string? CorrelationId => line.CorrelationId;
    public string? Name => line.Name;
    public Guid? ParentWorkflowInstanceId => line.ParentId;
    public int IncidentCount => line.IncidentCount;
    public DateTimeOffset CreatedAt => line.CreatedAt;
    public DateTimeOffset UpdatedAt => line.UpdatedAt;
    public DateTimeOffset? FinishedAt => line.FinishedAt;
}

/// <summary>A case that was opened.</summary>
sealed class OpenInstanceShape(InstanceView view) : InstanceShape(view.Line)
{
    public InstanceStateShape WorkflowState { get; } = new(view);
}

/// <summary>Where a case stands. Elsa's own working papers (contexts, callbacks) are kept otherwise here: those lists are empty.</summary>
sealed class InstanceStateShape(InstanceView view)
{
    public Guid Id => view.Line.Id;
    public string DefinitionId => view.Line.DefinitionId;
    public Guid DefinitionVersionId => view.Line.VersionId;
    public int DefinitionVersion => view.Line.Version;
    public string? CorrelationId => view.Line.CorrelationId;
    public string? Name => view.Line.Name;
    public string Status => view.Line.Status;
    public string SubStatus => view.Line.SubStatus;
    public IReadOnlyList<object> Bookmarks { get; } =
    [
        .. view.Bookmarks.Select(wait => new
        {
            wait.Bookmark.Id,
            Name = wait.Bookmark.Kind,
            Hash = Convert.ToHexString(WorkflowBookmark.HashOf(wait.Bookmark.Kind, wait.Bookmark.Key)),
            wait.Payload,
            wait.ActivityId,
            ActivityNodeId = wait.Path,
            ActivityInstanceId = RunId.Of(view.Line.Id, wait.Bookmark.ExecutionId),
            wait.Bookmark.CreatedAt,
            AutoBurn = !wait.Bookmark.Stays
        })
    ];
    public IReadOnlyList<object> Incidents { get; } =
    [
        .. view.Incidents.Select(broken => new
        {
            broken.ActivityId,
            ActivityNodeId = broken.Path,
            broken.Incident.ActivityType,
            broken.Incident.Message,
            Exception = broken.Incident.ExceptionType is null ? null : new ProblemShape(broken.Incident.ExceptionType, broken.Incident.Message),
            Timestamp = broken.Incident.At
        })
    ];
    public IReadOnlyList<object> CompletionCallbacks { get; } = [];
    public IReadOnlyList<object> ActivityExecutionContexts { get; } = [];
    public IReadOnlyDictionary<string, object?> Input { get; } = new Dictionary<string, object?>(view.Input);
    public IReadOnlyDictionary<string, object?> Output { get; } = new Dictionary<string, object?>(view.Output);
    public IReadOnlyDictionary<string, object?> Properties { get; } = new Dictionary<string, object?>();
    public DateTimeOffset CreatedAt => view.Line.CreatedAt;
    public DateTimeOffset UpdatedAt => view.Line.UpdatedAt;
    public DateTimeOffset? FinishedAt => view.Line.FinishedAt;
}

/// <summary>What a step failed with.</summary>
sealed record ProblemShape(string Type, string Message);

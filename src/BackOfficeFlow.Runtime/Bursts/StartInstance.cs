using System.Text.Json.Serialization;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Runtime;

/// <summary>An order to start a case with the published version of a process.</summary>
public sealed record StartInstance(string DefinitionId, IReadOnlyDictionary<string, object?> Input)
{
    public string? CorrelationId { get; init; }

    /// <summary>What the case is about: while a case of the process with this key is open, no second one is started.</summary>
    public string? BusinessKey { get; init; }
    public string? Name { get; init; }
    public Guid? ParentInstanceId { get; init; }

    /// <summary>Its id, where whoever asks for it is told beforehand.</summary>
    [JsonInclude]
    internal Guid? InstanceId { get; init; }
    /// <summary>Another version than the published one: a draft that its designer tries.</summary>
    internal PublishedVersion? Version { get; init; }
    internal ParentWait? ParentWait { get; init; }
    internal int Depth { get; init; }

    /// <summary>Its parent sees how the first burst ends.</summary>
    internal bool IsWatched { get; init; }

    internal static StartInstance Of(ChildStart child) => new(child.DefinitionId, child.Input)
    {
        InstanceId = child.InstanceId,
        CorrelationId = child.CorrelationId,
        ParentInstanceId = child.ParentInstanceId,
        ParentWait = child.Wait,
        Depth = child.Depth,
        IgnoresStrategy = true
    };

    /// <summary>Values for workflow-level variables, by name, instead of their defaults.</summary>
    public IReadOnlyDictionary<string, object?>? Variables { get; init; }

    /// <summary>The trigger that starts it, and what its stimulus brought.</summary>
    public string? TriggerActivityId { get; init; }
    public object? News { get; init; }

    /// <summary>Started whatever the definition's activation strategy says: by another instance, or by a person who repairs.</summary>
    public bool IgnoresStrategy { get; init; }

    /// <summary>The same id again starts nothing new.</summary>
    public string? OperationId { get; init; }
}

/// <summary>The case that was started, or (<paramref name="Joined"/>) the open one that has the business key already.</summary>
public sealed record StartedInstance(Guid InstanceId, bool Joined)
{
    public string CaseKey { get; init; } = "";

    /// <summary>As it stands after its first burst; null when it was open already.</summary>
    internal Instance? Instance { get; init; }
}

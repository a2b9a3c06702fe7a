using System.Text.Json;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Conformance;

/// <summary>What a case is played on. Every call returns when the server is idle again.</summary>
public interface ICaseServer : IAsyncDisposable
{
    /// <summary>Lines that instances wrote, in order.</summary>
    IReadOnlyList<string> Console { get; }

    /// <summary>Timers that are armed.</summary>
    Task<int> CountSchedules();

    /// <summary>All instances in order of creation.</summary>
    Task<IReadOnlyList<SeenInstance>> Instances();

    /// <summary>Takes a definition in; gives back why it does not.</summary>
    Task<IReadOnlyList<string>> Import(ImportCall import);

    /// <summary>Starts an instance; null when the definition's activation strategy refuses.</summary>
    /// <exception cref="CaseException">No such definition is published.</exception>
    Task<Guid?> Start(StartCall call);

    Task Resume(Guid instanceId, Guid bookmarkId, ResumeInput input);
    Task PublishEvent(string name, string? correlationId, object? payload, Guid? instanceId);
    Task CompleteTask(Guid instanceId, Bookmark wait, object? result);
    Task Advance(TimeSpan by);
    Task Cancel(Guid instanceId);
    Task Alter(Guid instanceId, JsonElement alterations);

    /// <summary>Tries failed steps again: those of the activities named, or all.</summary>
    Task Retry(Guid instanceId, IReadOnlyList<string> activityIds);
}

/// <summary>A definition to take in. As it is (with its own number, read-only), or imported: the next version.</summary>
public sealed record ImportCall(byte[] File, bool Publish, bool AsItIs);

/// <summary>A start by a step.</summary>
public sealed record StartCall(string DefinitionId, IReadOnlyDictionary<string, object?> Input)
{
    public IReadOnlyDictionary<string, object?>? Variables { get; init; }
    public string? CorrelationId { get; init; }
    public string? Name { get; init; }
    public string? TriggerActivityId { get; init; }
    public bool AsksStrategy { get; init; }
}

/// <summary>An instance as it is now, with all that has happened to it.</summary>
public sealed record SeenInstance(Instance Instance, IReadOnlyList<JournalEvent> Events, int Version)
{
    /// <summary>What an activity is called in its own definition: inside a workflow that is used as a step, nodes have longer names.</summary>
    public Func<string, string> ActivityIdOf { get; init; } = nodeId => nodeId;
}

using System.Text.Json.Serialization;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Runtime;

/// <summary>A case as it stood when another system was answered.</summary>
/// <param name="InstanceId">Which case.</param>
/// <param name="Since">When the system asked (UTC).</param>
public sealed record InstanceRun(Guid InstanceId, DateTimeOffset Since)
{
    Instance? instance;

    /// <summary>Its state, where the answer is kept for a repetition.</summary>
    public byte[]? State { get; init; }

    /// <summary>It waits for other systems that it called, and may go on soon.</summary>
    public bool IsUnderWay { get; init; }

    [JsonIgnore]
    public Instance Instance => instance ??= Instance.Open(State);

    internal static InstanceRun Of(Instance instance, DateTimeOffset since, bool isKept) => new(instance.Id, since)
    {
        instance = instance,
        State = isKept ? instance.Save() : null,
        IsUnderWay = instance.Status == InstanceStatus.Running
            && instance.Bookmarks.Exists(bookmark => bookmark.Kind == EffectAnswered.KindName)
            && !instance.Incidents.Exists(incident => incident.ResolvedAt is null && incident.At >= since)
    };
}

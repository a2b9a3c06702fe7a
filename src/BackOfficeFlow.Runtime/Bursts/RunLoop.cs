using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Runtime;

/// <summary>The engine as a burst needs it: with the definitions' stored versions, and without anything of a transaction.</summary>
public interface IRunLoop
{
    Instance Open(ReadOnlySpan<byte> state);
    byte[] Save(Instance instance);
    Task<Burst> Start(Guid versionId, Guid instanceId, StartInstance order, IBurstHost host, CancellationToken cancel);

    /// <summary>Null when the instance does not wait there.</summary>
    Task<Burst?> Resume(Guid versionId, Instance instance, Guid bookmarkId, object? news, IBurstHost host, CancellationToken cancel);

    /// <summary>Null when there is no such open incident.</summary>
    Task<Burst?> Retry(Guid versionId, Instance instance, Guid incidentId, IBurstHost host, CancellationToken cancel);
    Task<Burst> Cancel(Guid versionId, Instance instance, string reason, IBurstHost host, CancellationToken cancel);
}

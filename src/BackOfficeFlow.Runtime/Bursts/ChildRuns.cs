using BackOfficeFlow.Engine.Running;

namespace BackOfficeFlow.Runtime;

/// <summary>Runs an instance within the burst of its parent: both are committed together, or neither is.</summary>
sealed class ChildRuns(PublishedVersions versions, RunLoop loop, BurstScope host, BurstWriter writer)
{
    public async Task<Burst> Run(ChildStart child, Burst parent, CancellationToken cancel)
    {
        // What the parent wrote before comes first.
        writer.Say(parent);
        var order = StartInstance.Of(child) with { IsWatched = true };
        var version = await versions.Find(child.DefinitionId, cancel);
        var burst = await loop.Start(version.Id, child.InstanceId, order, host, cancel);
        writer.Insert(order, version, CaseKey.Of(child.InstanceId), burst);
        return burst;
    }
}

namespace BackOfficeFlow.Chaos;

/// <summary>All nodes of a run.</summary>
sealed class NodeGroup(IReadOnlyList<ChaosNode> nodes) : IAsyncDisposable
{
    public IReadOnlyList<ChaosNode> All => nodes;

    public Task Start(CancellationToken cancel) => Task.WhenAll(nodes.Select(node => node.Start(cancel)));

    /// <summary>One of those that run; null when none does.</summary>
    public ChaosNode? Any(Random random)
    {
        var living = nodes.Where(node => node.Address is not null).ToList();
        lock (random)
            return living.Count == 0 ? null : living[random.Next(living.Count)];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
            await node.DisposeAsync();
    }
}

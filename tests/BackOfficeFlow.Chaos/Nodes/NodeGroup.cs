namespace BackOfficeFlow.Chaos;

/// <summary>All nodes of a run.</summary>
sealed class NodeGroup(IReadOnlyList<ChaosNode> nodes) : IAsyncDisposable
{
    public IReadOnlyList<ChaosNode> All => nodes;

    /// <summary>As many may be down or frozen at once, so that work goes on beside the harm: half of them, and one at least.</summary>
    readonly SemaphoreSlim falling = new(Math.Max(1, nodes.Count / 2));

    /// <summary>Waits until one more may be harmed; disposed when it is up again.</summary>
    public async Task<IDisposable> MayFall(CancellationToken cancel)
    {
        await falling.WaitAsync(cancel);
        return new Turn(falling);
    }

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
        falling.Dispose();
    }

    sealed class Turn(SemaphoreSlim falling) : IDisposable
    {
        public void Dispose() => falling.Release();
    }
}

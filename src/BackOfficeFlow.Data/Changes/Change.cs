namespace BackOfficeFlow.Data;

/// <summary>Something of a tenant's has changed: ids only. A hint, sent after the commit; whoever misses it looks again within five seconds.</summary>
public sealed record Change(string TenantId, string Subject, string Id);

/// <summary>Carries changes between the nodes that share a database.</summary>
public interface IChangeRelay
{
    /// <summary>Tells the other nodes. Must not wait for the database.</summary>
    void Send(IReadOnlyList<Change> changes);

    /// <summary>Hears the other nodes until cancelled.</summary>
    Task Listen(Action<Change> heard, CancellationToken cancel);
}

/// <summary>One node has nobody to tell.</summary>
public sealed class NoChangeRelay : IChangeRelay
{
    public void Send(IReadOnlyList<Change> changes)
    {
    }

    public Task Listen(Action<Change> heard, CancellationToken cancel) => Task.CompletedTask;
}

using BackOfficeFlow.Data;

namespace BackOfficeFlow.Runtime;

/// <summary>A node says that it is alive and takes over what the dead have left: their leases end at once instead of running out.</summary>
public sealed class NodeLife(Scopes scopes, NodeSettings settings, ChangeSignal signal)
{
    static readonly Caller Nobody = new(null, null, "system");

    /// <summary>Before anything is claimed: whoever is not on the list of the living loses its leases.</summary>
    public Task<int> Enter(CancellationToken cancel) => Say((leases, since) => leases.Enter(since, cancel), cancel);

    /// <summary>Says that this node is alive, and gives back what the silent ones had taken; says how much that was.</summary>
    public Task<int> Beat(CancellationToken cancel) => Say((leases, since) => leases.Beat(since, cancel), cancel);

    /// <summary>A node that stops on purpose leaves nothing to be waited for.</summary>
    public Task<int> Leave(CancellationToken cancel) => scopes.Run<NodeLeases, int>(Nobody, leases => leases.Leave(cancel), cancel);

    async Task<int> Say(Func<NodeLeases, TimeSpan, Task<int>> say, CancellationToken cancel)
    {
        var released = await scopes.Run<NodeLeases, int>(Nobody, leases => say(leases, settings.DeadAfter), cancel);
        if (released > 0)
            WakeDrains();
        return released;
    }

    /// <summary>Here only: every node finds out for itself.</summary>
    void WakeDrains()
    {
        signal.Hear(new Change("", ChangeSubjects.Timer, "released"));
        signal.Hear(new Change("", ChangeSubjects.Outbox, "released"));
    }
}

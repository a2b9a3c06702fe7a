namespace BackOfficeFlow.Runtime;

/// <summary>Who asks: a person, a machine with a key, or the product itself. Every scope has one; audit rows name it.</summary>
public sealed record Caller(string? TenantId, Guid? UserId, string Name)
{
    /// <summary>Roles within the tenant (Designer, Clerk, Supervisor, Administrator).</summary>
    public IReadOnlySet<string> Roles { get; init; } = new HashSet<string>();

    /// <summary>The keys of the queues whose tasks the caller may take, e.g. "q.orders".</summary>
    public IReadOnlySet<string> Queues { get; init; } = new HashSet<string>();

    /// <summary>What an API key was made for; empty for people.</summary>
    public IReadOnlySet<string> Scopes { get; init; } = new HashSet<string>();

    /// <summary>The same id means the same command: asked again it changes nothing and answers the same. Null when the caller gave none.</summary>
    public string? OperationId { get; init; }

    /// <summary>The product itself, at work for a tenant: timers, outbox, imports.</summary>
    public static Caller System(string tenantId) => new(tenantId, null, "system") { IsSystem = true };

    /// <summary>Only <see cref="System"/> makes one: no name that a person or a key may bear does.</summary>
    public bool IsSystem { get; private init; }
}

/// <summary>The caller of this scope.</summary>
public sealed class CurrentCaller
{
    public Caller Caller { get; set; } = new(null, null, "nobody");

    /// <summary>How many requests of this scope are being handled: one that a step of a workflow sends comes from within another.</summary>
    internal int Depth { get; set; }
}

/// <summary>Says who is asking in the surroundings of a page or endpoint: the signed-in user, the API key.</summary>
public interface ICallerSource
{
    ValueTask<Caller> Find(CancellationToken cancel);
}

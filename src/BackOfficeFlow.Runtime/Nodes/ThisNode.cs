namespace BackOfficeFlow.Runtime;

/// <summary>This process among those that work on the database. Its name may come back after a restart (a container's is always the same), its id never does.</summary>
public sealed record ThisNode(Guid Id, DateTimeOffset StartedAt)
{
    public static ThisNode At(DateTimeOffset now) => new(Guid.CreateVersion7(now), now);
}

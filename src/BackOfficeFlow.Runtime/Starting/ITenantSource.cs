namespace BackOfficeFlow.Runtime;

/// <summary>Knows the companies whose work is done here; the room that keeps them registers it.</summary>
public interface ITenantSource
{
    Task<IReadOnlyList<string>> All(CancellationToken cancel);
}

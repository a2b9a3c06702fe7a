using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Running;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// Asks a definition's activation strategy in the transaction that starts the instance. A row is locked first, so that of two nodes that
/// start at the same moment the second one sees the first one's instance.
/// </summary>
public sealed class StartGate(BackOfficeDb db, Dialect dialect, CompiledWorkflows workflows, OpenTransaction transaction)
{
    internal async Task<bool> Refuses(PublishedVersion version, StartInstance order, CancellationToken cancel)
    {
        var strategy = (await workflows.Find(version.Id, cancel)).ActivationStrategy;
        if (strategy == ActivationStrategy.Always || strategy == ActivationStrategy.Correlation && order.CorrelationId is null)
            return false;

        if (transaction.Begun.Exists(begun => IsRival(strategy, order, begun)))
            return true;
        await Lock(strategy == ActivationStrategy.Correlation ? await FirstDefinition(cancel) : version.Id, cancel);
        var running = db.Set<WorkflowInstance>().Where(instance => instance.FinishedAt == null);
        if (strategy != ActivationStrategy.Correlation)
            running = running.Where(instance => instance.DefinitionId == order.DefinitionId);
        if (strategy != ActivationStrategy.Singleton && order.CorrelationId is not null)
            running = running.Where(instance => instance.CorrelationId == order.CorrelationId);
        return await running.AnyAsync(cancel);
    }

    static bool IsRival(ActivationStrategy strategy, StartInstance order, (string DefinitionId, string? CorrelationId) begun) =>
        (strategy == ActivationStrategy.Correlation || begun.DefinitionId == order.DefinitionId)
        && (strategy == ActivationStrategy.Singleton || order.CorrelationId is null || begun.CorrelationId == order.CorrelationId);

    // Definitions compare correlation ids with each other: all that do so in a tenant meet at one row, which never changes.
    Task<Guid> FirstDefinition(CancellationToken cancel) => db.Set<ConfigurationItem>()
        .Where(item => item.Kind == ConfigurationKinds.Definition)
        .OrderBy(item => item.CreatedAt).ThenBy(item => item.Id)
        .Select(item => item.Id)
        .FirstAsync(cancel);

    async Task Lock(Guid versionId, CancellationToken cancel)
    {
        await using var command = db.NewCommand(dialect.SelectLocked("version", "configuration_item", "id = @id and tenant_id = @tenant"));
        command.Bind(dialect, ("id", versionId), ("tenant", db.RequiredTenantId));
        await command.ExecuteScalarAsync(cancel);
    }
}

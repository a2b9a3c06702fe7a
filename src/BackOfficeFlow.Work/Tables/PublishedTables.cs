using System.Collections.Concurrent;
using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Configured;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tables;

/// <summary>A decision table with the version that it came from.</summary>
public sealed record PublishedTable(string Key, int Version, DecisionTable Table);

/// <summary>Finds the decision tables of a case: the versions in force when it began.</summary>
public sealed class PublishedTables(BackOfficeDb db, NamedItems items)
{
    static readonly ConcurrentDictionary<Guid, PublishedTable> Known = new();

    /// <summary>The table of the definition's own area, else of those that areas share.</summary>
    public async Task<PublishedTable> Require(string name, Guid instanceId, string definitionId, int definitionVersion, DateTimeOffset now, CancellationToken cancel)
    {
        var startedAt = await db.Set<WorkflowInstance>().Where(instance => instance.Id == instanceId).Select(instance => (DateTimeOffset?)instance.CreatedAt).FirstOrDefaultAsync(cancel);
        var area = await db.Set<ConfigurationItem>()
            .Where(item => item.Kind == ConfigurationKinds.Definition && item.EntryKey == definitionId && item.Version == definitionVersion)
            .Select(item => item.Area)
            .FirstOrDefaultAsync(cancel);

        return await items.Find(ConfigurationKinds.Table, name, area ?? "", startedAt ?? now, cancel) is { } item
            ? Known.GetOrAdd(item.Id, _ => Read(item))
            : throw new RuleBrokenException(Texts.Say("TableNotPublished", name)) { Code = "table-unknown" };
    }

    static PublishedTable Read(ConfigurationItem item) =>
        new(item.EntryKey, item.Version, TableReader.Read(item.Content).Table ?? throw new InvalidOperationException($"The published table '{item.EntryKey}' version {item.Version} cannot be read."));
}

using System.Collections.Concurrent;
using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Definitions;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>The definitions of the tenant that may stand as steps in others, every version of them: for the compiler and for a palette.</summary>
public sealed class UsableDefinitions(BackOfficeDb db, UsableShelf shelf)
{
    public async ValueTask<UsableNow> Current(CancellationToken cancel)
    {
        var tenant = db.RequiredTenantId;
        if (shelf.Find(tenant) is { } known)
            return known;
        return shelf.Keep(tenant, await Fresh(cancel));
    }

    /// <summary>As the transaction at hand sees them.</summary>
    internal async Task<IReadOnlyList<UsableWorkflow>> Fresh(CancellationToken cancel)
    {
        var rows = await db.Set<ConfigurationItem>()
            .Where(item => item.Kind == ConfigurationKinds.Definition && item.PublishedAt != null)
            .OrderBy(item => item.EntryKey).ThenBy(item => item.Version)
            .Select(item => new { item.Id, item.Hash, item.IsPublished })
            .ToListAsync(cancel);
        foreach (var unread in rows.Where(row => !shelf.HasRead(row.Id, row.Hash)).Select(row => row.Id).Chunk(100))
            foreach (var item in await db.Set<ConfigurationItem>().AsNoTracking().Where(item => unread.Contains(item.Id)).Select(item => new { item.Id, item.Hash, item.Content }).ToListAsync(cancel))
                shelf.Read(item.Id, item.Hash, item.Content);
        return [.. rows.Where(row => shelf.Definition(row.Id, row.Hash) is not null).Select(row => new UsableWorkflow(row.Id.ToString("N"), shelf.Definition(row.Id, row.Hash)!, row.IsPublished))];
    }
}

/// <summary>The workflows as they are now; the stamp changes when they do.</summary>
public sealed record UsableNow(UsableWorkflows Workflows, string Stamp);

/// <summary>What a node has read of them: each content once. A published version never changes; a draft may.</summary>
public sealed class UsableShelf : IDisposable
{
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    readonly ConcurrentDictionary<(Guid, string), WorkflowDefinition?> read = new();
    readonly ConcurrentDictionary<string, (UsableNow Now, long Since)> tenants = new(StringComparer.Ordinal);
    readonly IDisposable subscription;
    readonly TimeProvider clock;

    public UsableShelf(ChangeSignal signal, TimeProvider clock)
    {
        this.clock = clock;
        subscription = signal.Subscribe(change =>
        {
            if (change.Subject == ChangeSubjects.Configuration)
                tenants.TryRemove(change.TenantId, out _);
        });
    }

    internal bool HasRead(Guid id, string hash) => read.ContainsKey((id, hash));

    internal WorkflowDefinition? Definition(Guid id, string hash) => read.GetValueOrDefault((id, hash));

    internal void Read(Guid id, string hash, byte[] content) =>
        read[(id, hash)] = DefinitionReader.Read(content).Definition is { Options.UsableAsActivity: true } definition ? definition : null;

    internal UsableNow? Find(string tenant) => tenants.TryGetValue(tenant, out var known) && clock.GetElapsedTime(known.Since) < Fresh ? known.Now : null;

    internal UsableNow Keep(string tenant, IReadOnlyList<UsableWorkflow> workflows)
    {
        var stamp = ConfigurationItem.HashOf(System.Text.Encoding.UTF8.GetBytes(string.Join(';', workflows.Select(workflow => $"{workflow.Key}{(workflow.IsPublished ? "+" : "")}{ConfigurationItem.HashOf(workflow.Definition.Source.Span)}"))));
        var now = new UsableNow(new UsableWorkflows(workflows), stamp);
        tenants[tenant] = (now, clock.GetTimestamp());
        return now;
    }

    public void Dispose() => subscription.Dispose();
}

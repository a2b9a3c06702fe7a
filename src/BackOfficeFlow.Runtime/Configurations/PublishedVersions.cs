using System.Collections.Concurrent;
using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>Which version of a definition new cases take: asked of the database at most every few seconds, and again after a change signal.</summary>
public sealed class PublishedVersions(BackOfficeDb db, PublishedVersionCache cache)
{
    public async Task<PublishedVersion> Find(string definitionId, CancellationToken cancel) =>
        await Look(definitionId, cancel) ?? throw new RuleBrokenException(Texts.Say("DefinitionUnknown", definitionId)) { Code = "definition-unknown" };

    /// <summary>Whether cases of it can be started.</summary>
    public async ValueTask<bool> Knows(string definitionId, CancellationToken cancel) => await Look(definitionId, cancel) is not null;

    async Task<PublishedVersion?> Look(string definitionId, CancellationToken cancel)
    {
        var tenant = db.RequiredTenantId;
        if (cache.Find(tenant, definitionId) is { } known)
            return known;

        var found = await db.Set<ConfigurationItem>()
            .Where(item => item.Kind == ConfigurationKinds.Definition && item.EntryKey == definitionId && item.IsPublished)
            .Select(item => new PublishedVersion(item.Id, item.Version, item.Area))
            .FirstOrDefaultAsync(cancel);
        if (found is not null)
            cache.Keep(tenant, definitionId, found);
        return found;
    }
}

/// <summary>A published version of a definition.</summary>
public sealed record PublishedVersion(Guid Id, int Number, string Area);

/// <summary>What the node knows of published versions.</summary>
public sealed class PublishedVersionCache : IDisposable
{
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    readonly ConcurrentDictionary<(string Tenant, string Definition), (PublishedVersion Version, long Since)> known = new();
    readonly IDisposable subscription;
    readonly TimeProvider clock;

    public PublishedVersionCache(ChangeSignal signal, TimeProvider clock)
    {
        this.clock = clock;
        subscription = signal.Subscribe(change =>
        {
            if (change.Subject == ChangeSubjects.Configuration)
                known.Clear();
        });
    }

    internal PublishedVersion? Find(string tenant, string definition) =>
        known.TryGetValue((tenant, definition), out var entry) && clock.GetElapsedTime(entry.Since) < Fresh ? entry.Version : null;

    internal void Keep(string tenant, string definition, PublishedVersion version) => known[(tenant, definition)] = (version, clock.GetTimestamp());

    public void Dispose() => subscription.Dispose();
}

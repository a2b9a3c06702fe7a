using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Definitions;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>Finds and publishes configured items: definitions, forms, tables, texts, templates.</summary>
public sealed class Configurations(BackOfficeDb db, Dialect dialect, CurrentCaller current, OpenTransaction transaction, IEnumerable<IPublicationFollower> followers)
{
    // Workflows that use each other around a circle are refused elsewhere; here they only must not run on for ever.
    readonly HashSet<string> updating = new(StringComparer.Ordinal);

    /// <summary>
    /// The version that was in force at an instant: a running case uses the one of the instant it started. An item that was first published
    /// later gives its first version.
    /// </summary>
    public async Task<ConfigurationItem?> Find(string kind, string key, DateTimeOffset asOf, CancellationToken cancel)
    {
        var published = db.Set<ConfigurationItem>().AsNoTracking()
            .Where(item => item.Kind == kind && item.EntryKey == key && item.PublishedAt != null);
        return await published.Where(item => item.PublishedAt <= asOf).OrderByDescending(item => item.Version).FirstOrDefaultAsync(cancel)
            ?? await published.OrderBy(item => item.Version).FirstOrDefaultAsync(cancel);
    }

    /// <summary>The version that new cases take.</summary>
    public Task<ConfigurationItem?> Latest(string kind, string key, CancellationToken cancel) =>
        db.Set<ConfigurationItem>().AsNoTracking().FirstOrDefaultAsync(item => item.Kind == kind && item.EntryKey == key && item.IsPublished, cancel);

    public Task<ConfigurationItem?> Version(Guid id, CancellationToken cancel) =>
        db.Set<ConfigurationItem>().AsNoTracking().FirstOrDefaultAsync(item => item.Id == id, cancel);

    /// <summary>All that was ever published of an item, the oldest first.</summary>
    public async Task<IReadOnlyList<ConfigurationItem>> Versions(string kind, string key, CancellationToken cancel) =>
        await db.Set<ConfigurationItem>().AsNoTracking()
            .Where(item => item.Kind == kind && item.EntryKey == key && item.PublishedAt != null)
            .OrderBy(item => item.Version)
            .ToListAsync(cancel);

    /// <summary>What is published of a kind, by key, without the content.</summary>
    public async Task<IReadOnlyList<PublishedItem>> List(string kind, CancellationToken cancel) =>
        await db.Set<ConfigurationItem>()
            .Where(item => item.Kind == kind && item.IsPublished)
            .OrderBy(item => item.EntryKey)
            .Select(item => new PublishedItem(item.Id, item.EntryKey, item.Version, item.Area, item.PublishedAt!.Value))
            .ToListAsync(cancel);

    /// <summary>
    /// Makes the content the newest published version of its key. The same content as the newest one changes nothing. A new version leaves a draft
    /// that stands among the versions.
    /// </summary>
    public async Task<ConfigurationItem> Publish(
        string kind, string area, string key, byte[] content, ConfigurationSource source, string? comment, CancellationToken cancel, bool isNew = false)
    {
        var newest = await Newest(kind, key, cancel);
        var hash = ConfigurationItem.HashOf(content);
        if (newest.FirstOrDefault() is { IsPublished: true } same && same.Hash == hash)
            return same;

        foreach (var follower in followers.Where(follower => follower.Kind == kind))
            await follower.Judge(key, content, cancel);
        // A draft becomes what is published, and so does again, unchanged, what was taken out of use.
        var standing = newest.FirstOrDefault() is { IsLatest: true } latest && (latest.Hash == hash || !isNew && await MayChange(latest, cancel)) ? latest : null;
        foreach (var item in newest)
            item.IsLatest = item.IsPublished = false;
        var next = standing ?? Next(kind, area, key, newest);
        if (next.PublishedAt is null)
            next.Change(content, source, comment);
        next.PublishedAt ??= transaction.Now;
        next.IsLatest = next.IsPublished = true;
        await db.SaveChangesAsync(cancel);
        transaction.Changed(ChangeSubjects.Configuration, $"{kind}:{key}");
        foreach (var follower in followers.Where(follower => follower.Kind == kind))
            await follower.Published(next, cancel);
        if (kind == ConfigurationKinds.Definition)
            await UpdateConsumers(next, cancel);
        return next;
    }

    /// <summary>Keeps the content as the latest, unpublished version of its key: the same draft again, or one after what is published.</summary>
    public Task<ConfigurationItem> SaveDraft(string kind, string area, string key, byte[] content, string? comment, CancellationToken cancel) =>
        SaveDraft(kind, area, key, _ => content, comment, cancel);

    /// <summary>The same with content that names its own version; a new draft leaves the one that stands among the versions.</summary>
    internal async Task<ConfigurationItem> SaveDraft(
        string kind, string area, string key, Func<ConfigurationItem, byte[]> write, string? comment, CancellationToken cancel, bool isNew = false)
    {
        var newest = await Newest(kind, key, cancel);
        var draft = !isNew && newest.FirstOrDefault() is { } latest && await MayChange(latest, cancel) ? latest : null;
        if (draft is null)
        {
            foreach (var item in newest)
                item.IsLatest = false;
            draft = Next(kind, area, key, newest);
            draft.IsLatest = true;
        }

        draft.Change(write(draft), ConfigurationSource.Here, comment);
        draft.CreatedBy = current.Caller.Name;
        await db.SaveChangesAsync(cancel);
        return draft;
    }

    /// <summary>Takes the published version out of use: nothing starts by it any more, and what runs goes on. False: none is published.</summary>
    public async Task<bool> Retract(string kind, string key, CancellationToken cancel)
    {
        var published = await db.Set<ConfigurationItem>().FirstOrDefaultAsync(item => item.Kind == kind && item.EntryKey == key && item.IsPublished, cancel);
        if (published is null)
            return false;

        published.IsPublished = false;
        await db.SaveChangesAsync(cancel);
        transaction.Changed(ChangeSubjects.Configuration, $"{kind}:{key}");
        foreach (var follower in followers.Where(follower => follower.Kind == kind))
            await follower.Retracted(key, cancel);
        return true;
    }

    /// <summary>Copies an earlier version into a draft; null when there is no such version.</summary>
    public async Task<ConfigurationItem?> Revert(string kind, string key, int version, CancellationToken cancel)
    {
        var earlier = await db.Set<ConfigurationItem>().AsNoTracking().FirstOrDefaultAsync(item => item.Kind == kind && item.EntryKey == key && item.Version == version, cancel);
        return earlier is null ? null : await SaveDraft(kind, earlier.Area, key, earlier.Content, earlier.Comment, cancel);
    }

    // A draft that somebody has tried stays as the case knows it. Cases are younger than the draft that they run: only those are looked through.
    async Task<bool> MayChange(ConfigurationItem latest, CancellationToken cancel) =>
        latest.IsDraft
        && (latest.Kind != ConfigurationKinds.Definition
            || !await db.Set<WorkflowInstance>().AnyAsync(instance => instance.CreatedAt >= latest.CreatedAt && instance.ConfigurationItemId == latest.Id, cancel));

    /// <summary>Waits until nobody else changes the item, and has others wait until this transaction ends: what is read of it afterwards still holds.</summary>
    internal async Task Hold(string kind, string key, CancellationToken cancel)
    {
        await transaction.Begin(cancel);
        await using var command = db.NewCommand(dialect.SelectLocked("version", "configuration_item", "tenant_id = @tenant and kind = @kind and entry_key = @key"));
        command.Bind(dialect, ("tenant", db.RequiredTenantId), ("kind", kind), ("key", key));
        await command.ExecuteScalarAsync(cancel);
    }

    Task<List<ConfigurationItem>> Newest(string kind, string key, CancellationToken cancel) => db.Set<ConfigurationItem>()
        .Where(item => item.Kind == kind && item.EntryKey == key && (item.IsLatest || item.IsPublished))
        .OrderByDescending(item => item.Version)
        .ToListAsync(cancel);

    ConfigurationItem Next(string kind, string area, string key, List<ConfigurationItem> newest)
    {
        var next = new ConfigurationItem
        {
            Id = Guid.CreateVersion7(transaction.Now),
            Kind = kind,
            EntryKey = key,
            Area = area,
            Version = (newest.FirstOrDefault()?.Version ?? 0) + 1,
            CreatedAt = transaction.Now,
            CreatedBy = current.Caller.Name
        };
        db.Add(next);
        return next;
    }

    // Only where the definition asks for it.
    async Task UpdateConsumers(ConfigurationItem published, CancellationToken cancel)
    {
        if (DefinitionReader.Read(published.Content).Definition is { Options: { UsableAsActivity: true, AutoUpdateConsumers: true } })
            await PointConsumers(published, cancel);
    }

    /// <summary>Publishes anew, with this version of it, the definitions that have it as a step; says which.</summary>
    internal async Task<IReadOnlyList<string>> PointConsumers(ConfigurationItem published, CancellationToken cancel)
    {
        if (DefinitionReader.Read(published.Content).Definition is not { } used)
            return [];
        var others = await db.Set<ConfigurationItem>().AsNoTracking()
            .Where(item => item.Kind == ConfigurationKinds.Definition && item.IsPublished && item.EntryKey != published.EntryKey)
            .OrderBy(item => item.EntryKey).ToListAsync(cancel);
        var pointed = new List<string>();
        foreach (var other in others)
            if (ConsumerUpdate.Point(other.Content, used) is { } content && updating.Add(other.EntryKey))
            {
                await Publish(other.Kind, other.Area, other.EntryKey, content, ConfigurationSource.Here, $"{published.EntryKey} {published.Version}", cancel);
                pointed.Add(other.EntryKey);
            }
        return pointed;
    }
}

/// <summary>What else has to happen when an item of its kind is published or taken out of use, in the same transaction. Found by scanning.</summary>
public interface IPublicationFollower
{
    string Kind { get; }

    /// <summary>Asked before anything is changed.</summary>
    /// <exception cref="RuleBrokenException">It cannot be published beside what is published already.</exception>
    Task Judge(string key, byte[] content, CancellationToken cancel) => Task.CompletedTask;

    Task Published(ConfigurationItem item, CancellationToken cancel);

    /// <summary>Nothing of that key is published any more.</summary>
    Task Retracted(string key, CancellationToken cancel) => Task.CompletedTask;
}

/// <summary>One line of a list of configured items.</summary>
public sealed record PublishedItem(Guid Id, string Key, int Version, string Area, DateTimeOffset PublishedAt);

using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Tasks;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Files;

/// <summary>
/// Uploads of which nothing that is kept ever spoke: removed from the form again, or the form was never sent. What a draft speaks of stays.
/// Bytes go with the last file that has them.
/// </summary>
sealed class UnusedFileRetention(BackOfficeDb db, RetentionSettings settings) : IRetention
{
    public string Kind => "files";
    public TimeSpan? Keep => settings.UnusedFiles;

    public async Task<int> Remove(DateTimeOffset olderThan, int most, CancellationToken cancel)
    {
        var drafted = await Drafted(olderThan, cancel);
        var unused = await db.Set<StoredFile>()
            .Where(file => file.KeptAt == null && file.StoredAt < olderThan && !drafted.Contains(file.Id))
            .OrderBy(file => file.StoredAt).Take(most).Select(file => new { file.Id, file.ContentId }).ToListAsync(cancel);
        if (unused.Count == 0)
            return 0;

        var ids = unused.Select(file => file.Id).ToList();
        var contents = unused.Select(file => file.ContentId).Distinct().ToList();
        await db.Set<StoredFile>().Where(file => ids.Contains(file.Id)).ExecuteDeleteAsync(cancel);
        var bare = await db.Set<StoredContent>()
            .Where(content => contents.Contains(content.Id) && !db.Set<StoredFile>().Any(file => file.ContentId == content.Id))
            .Select(content => content.Id).ToListAsync(cancel);
        await db.Set<StoredChunk>().Where(chunk => bare.Contains(chunk.ContentId)).ExecuteDeleteAsync(cancel);
        await db.Set<StoredContent>().Where(content => bare.Contains(content.Id)).ExecuteDeleteAsync(cancel);
        return unused.Count;
    }

    // Drafts belong to open tasks, so they are few; what they hold is not checked yet and may be anything.
    async Task<List<Guid>> Drafted(DateTimeOffset olderThan, CancellationToken cancel)
    {
        if (!await db.Set<StoredFile>().AnyAsync(file => file.KeptAt == null && file.StoredAt < olderThan, cancel))
            return [];

        var spoken = new HashSet<Guid>();
        await foreach (var values in db.Set<TaskDraft>().Select(draft => draft.Values).AsAsyncEnumerable().WithCancellation(cancel))
            spoken.UnionWith(MentionedFiles.Ids(StoredJson.Read(values)));
        return [.. spoken];
    }
}

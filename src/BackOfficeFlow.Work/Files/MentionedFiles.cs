using BackOfficeFlow.Data;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Files;

/// <summary>Finds the stored files that values speak of: a case and a form keep a file as its id.</summary>
public sealed class MentionedFiles(BackOfficeDb db)
{
    /// <summary>More than any form or case has.</summary>
    const int Most = 500;

    /// <summary>The files of this tenant among all ids that stand in a value, however deep.</summary>
    public async Task<IReadOnlyDictionary<Guid, FileLine>> In(object? value, CancellationToken cancel)
    {
        var ids = Ids(value).Distinct().Take(Most).ToList();
        if (ids.Count == 0)
            return new Dictionary<Guid, FileLine>();

        var files = await db.Set<StoredFile>().AsNoTracking().Where(file => ids.Contains(file.Id)).ToListAsync(cancel);
        return files.ToDictionary(file => file.Id, FileLine.Of);
    }

    /// <summary>Says that a value which is kept speaks of these files: they stay.</summary>
    public async Task Keep(object? value, DateTimeOffset now, CancellationToken cancel)
    {
        var ids = Ids(value).Distinct().Take(Most).ToList();
        if (ids.Count > 0)
            await db.Set<StoredFile>().Where(file => ids.Contains(file.Id) && file.KeptAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(file => file.KeptAt, now), cancel);
    }

    /// <summary>All ids in a value, in the order in which they stand there.</summary>
    public static IEnumerable<Guid> Ids(object? value) => value switch
    {
        Guid id => [id],
        string text => text.Length == 36 && Guid.TryParse(text, out var id) ? [id] : [],
        IReadOnlyDictionary<string, object?> parts => parts.Values.SelectMany(Ids),
        IEnumerable<object?> items => items.SelectMany(Ids),
        _ => []
    };
}

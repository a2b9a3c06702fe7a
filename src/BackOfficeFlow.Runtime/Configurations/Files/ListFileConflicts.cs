using BackOfficeFlow.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>
/// The files of the configuration folder that the import leaves alone because their items were edited here. A file over which somebody has kept
/// what stands here is among them again when it changes again.
/// </summary>
[SentBy(Senders.Designers, Scope = KeyScopes.Definitions)]
public sealed record ListFileConflicts : IRequest<IReadOnlyList<FileConflict>>
{
    internal sealed class Handler(BackOfficeDb db, FileConflicts conflicts) : IRequestHandler<ListFileConflicts, IReadOnlyList<FileConflict>>
    {
        public async Task<IReadOnlyList<FileConflict>> Handle(ListFileConflicts request, CancellationToken cancellationToken)
        {
            var found = await conflicts.All(cancellationToken);
            if (found.Count == 0)
                return [];

            var ids = found.Select(conflict => conflict.Here.LatestId).ToList();
            var here = await db.Set<ConfigurationItem>().AsNoTracking()
                .Where(item => ids.Contains(item.Id))
                .Select(item => new ConfigurationItem
                {
                    Id = item.Id, Hash = item.Hash, Version = item.Version, IsLatest = item.IsLatest,
                    CreatedBy = item.CreatedBy, CreatedAt = item.CreatedAt, PublishedAt = item.PublishedAt, Comment = item.Comment
                })
                .ToDictionaryAsync(item => item.Id, cancellationToken);
            return [.. found.Where(conflict => here.ContainsKey(conflict.Here.LatestId)).Select(conflict => FileConflict.Of(conflict, here[conflict.Here.LatestId]))];
        }
    }
}

using BackOfficeFlow.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

/// <summary>The areas of which a package can be made: those that have something published, but for what areas share, which goes with each.</summary>
[SentBy(Senders.Designers)]
public sealed record ListPackages : IRequest<IReadOnlyList<PackageLine>>
{
    public sealed class Handler(BackOfficeDb db) : IRequestHandler<ListPackages, IReadOnlyList<PackageLine>>
    {
        public async Task<IReadOnlyList<PackageLine>> Handle(ListPackages request, CancellationToken cancellationToken) =>
            await db.Set<ConfigurationItem>()
                .Where(item => item.IsPublished && item.Area != "shared")
                .GroupBy(item => item.Area)
                .OrderBy(area => area.Key)
                .Select(area => new PackageLine(area.Key, area.Count(item => item.Kind == ConfigurationKinds.Definition), area.Count(), area.Max(item => item.PublishedAt!.Value)))
                .ToListAsync(cancellationToken);
    }
}

/// <summary>An area as a package.</summary>
/// <param name="Area">Its folder below workflows/.</param>
/// <param name="Processes">Definitions that are published.</param>
/// <param name="Items">All that is published, definitions among it.</param>
/// <param name="ChangedAt">UTC; the newest version of them all.</param>
public sealed record PackageLine(string Area, int Processes, int Items, DateTimeOffset ChangedAt);

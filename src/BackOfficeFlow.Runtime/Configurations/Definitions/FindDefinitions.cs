using System.Globalization;
using BackOfficeFlow.Data;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Runtime;

public enum DefinitionOrder { Name, Created, Version }

/// <summary>Lists versions of definitions, without their JSON. Without a page size all of them.</summary>
[SentBy(Senders.Members, Scope = KeyScopes.Definitions)]
public sealed record FindDefinitions(VersionChoice Versions) : IRequest<DefinitionPage>
{
    /// <summary>Only these definitions; none named: any.</summary>
    public IReadOnlyList<string> DefinitionIds { get; init; } = [];

    /// <summary>Only these versions; null: any.</summary>
    public IReadOnlyList<Guid>? Ids { get; init; }

    /// <summary>What stands in the name, the description or the id.</summary>
    public string? Search { get; init; }
    public bool? IsSystem { get; init; }
    public DefinitionOrder Order { get; init; }
    public bool IsDescending { get; init; }
    public int Page { get; init; }
    public int? PageSize { get; init; }

    public sealed class Validator : AbstractValidator<FindDefinitions>
    {
        public Validator()
        {
            RuleFor(request => request.Page).GreaterThanOrEqualTo(0);
            RuleFor(request => request.PageSize).InclusiveBetween(1, 1000);
            RuleFor(request => request.Search).MaximumLength(StoredText.UsualLength);
            RuleFor(request => request.DefinitionIds.Count).LessThanOrEqualTo(1000).OverridePropertyName("DefinitionIds");
            RuleFor(request => request.Ids!.Count).LessThanOrEqualTo(1000).OverridePropertyName("Ids").When(request => request.Ids is not null);
        }
    }

    internal sealed class Handler(BackOfficeDb db, DefinitionHeads heads, TextCatalog catalog) : IRequestHandler<FindDefinitions, DefinitionPage>
    {
        public async Task<DefinitionPage> Handle(FindDefinitions request, CancellationToken cancellationToken)
        {
            var lines = await Lines(Filter(request), cancellationToken);
            var found = Sort(lines.Where(line => Fits(line, request)), request).ToList();
            var page = request.PageSize is { } size ? found.Skip(request.Page * size).Take(size) : found;
            return new DefinitionPage([.. page], found.Count);
        }

        IQueryable<ConfigurationItem> Filter(FindDefinitions request)
        {
            var items = request.Versions.Of(db.Set<ConfigurationItem>().AsNoTracking().Where(item => item.Kind == ConfigurationKinds.Definition));
            if (request.DefinitionIds.Count > 0)
                items = items.Where(item => request.DefinitionIds.Contains(item.EntryKey));
            return request.Ids is { } ids ? items.Where(item => ids.Contains(item.Id)) : items;
        }

        async Task<List<DefinitionLine>> Lines(IQueryable<ConfigurationItem> items, CancellationToken cancel)
        {
            var rows = await items
                .Select(item => new { item.Id, item.EntryKey, item.Version, item.Area, item.Hash, item.CreatedAt, item.CreatedBy, item.PublishedAt, item.IsLatest, item.IsPublished })
                .ToListAsync(cancel);
            foreach (var unread in rows.Where(row => heads.Find(row.Id, row.Hash) is null).Select(row => row.Id).Chunk(100))
                foreach (var item in await db.Set<ConfigurationItem>().AsNoTracking().Where(item => unread.Contains(item.Id)).Select(item => new { item.Id, item.Hash, item.Content }).ToListAsync(cancel))
                    heads.Keep(item.Id, item.Hash, item.Content);
            var lines = new List<DefinitionLine>(rows.Count);
            foreach (var row in rows)
                // A draft may have been saved between the two questions: then the next list shows it.
                if (heads.Find(row.Id, row.Hash) is { } head)
                    lines.Add(new DefinitionLine(row.Id, row.EntryKey, row.Version)
                    {
                        Area = row.Area,
                        Title = await Say(head.Name, row.Area, cancel) ?? row.EntryKey,
                        Description = await Say(head.Description, row.Area, cancel),
                        ToolVersion = head.ToolVersion,
                        IsReadonly = head.IsReadonly,
                        IsSystem = head.IsSystem,
                        CreatedAt = row.CreatedAt,
                        CreatedBy = row.CreatedBy,
                        PublishedAt = row.PublishedAt,
                        IsLatest = row.IsLatest,
                        IsPublished = row.IsPublished
                    });
            return lines;
        }

        async ValueTask<string?> Say(string? textOrKey, string area, CancellationToken cancel) =>
            string.IsNullOrWhiteSpace(textOrKey) ? null
            : textOrKey.StartsWith('@') ? await catalog.Resolve(textOrKey, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, area, null, cancel)
            : textOrKey;

        static bool Fits(DefinitionLine line, FindDefinitions request) =>
            (request.IsSystem is not { } isSystem || line.IsSystem == isSystem)
            && (string.IsNullOrWhiteSpace(request.Search) || new[] { line.Title, line.Description, line.DefinitionId }.Any(text => text?.Contains(request.Search.Trim(), StringComparison.CurrentCultureIgnoreCase) == true));

        static IEnumerable<DefinitionLine> Sort(IEnumerable<DefinitionLine> lines, FindDefinitions request)
        {
            var byKey = request.Order switch
            {
                DefinitionOrder.Created => By(lines, line => line.CreatedAt, request.IsDescending),
                DefinitionOrder.Version => By(lines, line => line.Version, request.IsDescending),
                _ => request.IsDescending
                    ? lines.OrderByDescending(line => line.Title, StringComparer.CurrentCultureIgnoreCase)
                    : lines.OrderBy(line => line.Title, StringComparer.CurrentCultureIgnoreCase)
            };
            return byKey.ThenBy(line => line.DefinitionId, StringComparer.Ordinal).ThenByDescending(line => line.Version);
        }

        static IOrderedEnumerable<DefinitionLine> By<T>(IEnumerable<DefinitionLine> lines, Func<DefinitionLine, T> key, bool isDescending) =>
            isDescending ? lines.OrderByDescending(key) : lines.OrderBy(key);
    }
}

public sealed record DefinitionPage(IReadOnlyList<DefinitionLine> Lines, int Total);

/// <summary>What a list shows of a version.</summary>
public sealed record DefinitionLine(Guid Id, string DefinitionId, int Version)
{
    public string Area { get; init; } = "";

    /// <summary>What it is called, in the reader's language; its id where it has no name.</summary>
    public string Title { get; init; } = "";
    public string? Description { get; init; }
    public string? ToolVersion { get; init; }
    public bool IsReadonly { get; init; }
    public bool IsSystem { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public string CreatedBy { get; init; } = "";
    public DateTimeOffset? PublishedAt { get; init; }
    public bool IsLatest { get; init; }
    public bool IsPublished { get; init; }
}

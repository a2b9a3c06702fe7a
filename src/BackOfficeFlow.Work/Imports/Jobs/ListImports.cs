using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Imports;

/// <summary>The latest imports of the company, and what can be imported.</summary>
[SentBy(Senders.Clerks)]
public sealed record ListImports(int Take = 50) : IRequest<ImportList>
{
    public sealed class Handler(BackOfficeDb db, ImportKinds kinds) : IRequestHandler<ListImports, ImportList>
    {
        public async Task<ImportList> Handle(ListImports request, CancellationToken cancel)
        {
            var jobs = await db.Set<ImportJob>().AsNoTracking().OrderByDescending(job => job.CreatedAt).Take(request.Take).ToListAsync(cancel);
            return new(
                [.. jobs.Select(job => ImportLine.Of(job, kinds.Find(job.Kind)))],
                [.. kinds.All.Select(kind => new ImportKindLine(kind.Kind, ImportWords.Kind(kind), [.. kind.Fields.Select(field => new ImportFieldLine(field.Key, ImportWords.Field(kind, field.Key), field.Required))]))]);
        }
    }
}

public sealed record ImportList(IReadOnlyList<ImportLine> Imports, IReadOnlyList<ImportKindLine> Kinds);

public sealed record ImportKindLine(string Kind, string Name, IReadOnlyList<ImportFieldLine> Fields);

using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Processes;
using BackOfficeFlow.Work.Tasks;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Cases;

public enum CaseScope { Open, Attention, Closed, All }

/// <summary>Cases, newest first: by state, process and what somebody remembers of them.</summary>
[SentBy(Senders.Clerks)]
public sealed record ListCases(CaseScope Scope = CaseScope.Open) : IRequest<CasePage>
{
    public string? Text { get; init; }
    public string? DefinitionId { get; init; }
    public int Page { get; init; } = 1;
    public int PageSize { get; init; } = 25;

    public sealed class Validator : AbstractValidator<ListCases>
    {
        public Validator()
        {
            RuleFor(request => request.Page).GreaterThan(0);
            RuleFor(request => request.PageSize).InclusiveBetween(1, ListTasks.LargestPage);
            RuleFor(request => request.Text).MaximumLength(StoredText.UsualLength);
        }
    }

    public sealed class Handler(BackOfficeDb db, ProcessNames processes) : IRequestHandler<ListCases, CasePage>
    {
        public async Task<CasePage> Handle(ListCases request, CancellationToken cancel)
        {
            var found = Filter(db.Set<WorkflowInstance>(), request);
            var rows = await found
                .OrderByDescending(instance => instance.CreatedAt).ThenByDescending(instance => instance.Id)
                .Skip((request.Page - 1) * request.PageSize)
                .Take(request.PageSize)
                .Select(instance => new
                {
                    instance.Id,
                    instance.CaseKey,
                    instance.DefinitionId,
                    instance.Name,
                    instance.BusinessKey,
                    instance.SubStatus,
                    instance.NeedsAttention,
                    instance.CreatedAt,
                    instance.FinishedAt,
                    OpenTasks = db.Set<UserTask>().Count(task => task.InstanceId == instance.Id && task.State != TaskState.Completed && task.State != TaskState.Cancelled)
                })
                .ToListAsync(cancel);

            var names = await processes.Of(rows.Select(row => row.DefinitionId).Distinct(), cancel);
            return new CasePage(
                [
                    .. rows.Select(row => new CaseLine(row.Id, row.CaseKey, names[row.DefinitionId])
                    {
                        Name = row.Name,
                        BusinessKey = row.BusinessKey,
                        Standing = CaseStandings.Of(row.SubStatus, row.NeedsAttention),
                        OpenTasks = row.OpenTasks,
                        CreatedAt = row.CreatedAt,
                        FinishedAt = row.FinishedAt
                    })
                ],
                new Count(await found.OrderBy(instance => instance.TenantId).Select(instance => instance.Id).Take(Count.Limit + 1).CountAsync(cancel)),
                request.Page);
        }

        static IQueryable<WorkflowInstance> Filter(IQueryable<WorkflowInstance> cases, ListCases request)
        {
            cases = request.Scope switch
            {
                CaseScope.Open => cases.Where(instance => instance.FinishedAt == null),
                CaseScope.Attention => cases.Where(instance => instance.NeedsAttention && instance.FinishedAt == null),
                CaseScope.Closed => cases.Where(instance => instance.FinishedAt != null),
                _ => cases
            };
            if (request.DefinitionId is { Length: > 0 } definition)
                cases = cases.Where(instance => instance.DefinitionId == definition);
            if (string.IsNullOrWhiteSpace(request.Text))
                return cases;

            // A whole case key, however it was typed, is found by its index; anything else is looked for in what people call the case.
            if (CaseKey.Read(request.Text) is { } key)
                return cases.Where(instance => instance.CaseKey == key);
#pragma warning disable CA1304, CA1311, CA1862 // It is the database that compares.
            var text = request.Text.Trim().ToLowerInvariant();
            return cases.Where(instance =>
                instance.CaseKey.ToLower().Contains(text)
                || (instance.Name != null && instance.Name.ToLower().Contains(text))
                || (instance.BusinessKey != null && instance.BusinessKey.ToLower().Contains(text))
                || (instance.CorrelationId != null && instance.CorrelationId.ToLower().Contains(text)));
#pragma warning restore CA1304, CA1311, CA1862
        }
    }
}

public sealed record CasePage(IReadOnlyList<CaseLine> Lines, Count Matching, int Page);

/// <summary>What the list shows of a case.</summary>
public sealed record CaseLine(Guid Id, string CaseKey, string Process)
{
    public string? Name { get; init; }
    public string? BusinessKey { get; init; }
    public CaseStanding Standing { get; init; }
    public int OpenTasks { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
}

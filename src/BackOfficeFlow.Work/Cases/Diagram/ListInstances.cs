using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Tasks;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Cases;

/// <summary>Cases in the engine's own words: by definition, version, status and dates.</summary>
[SentBy(Senders.Members)]
public sealed record ListInstances(InstanceFilter Filter) : IRequest<InstancePage>
{
    /// <summary>The first page is 0.</summary>
    public int Page { get; init; }
    public int PageSize { get; init; } = 10;
    public InstanceOrder Order { get; init; }
    public bool IsDescending { get; init; } = true;

    public sealed class Validator : AbstractValidator<ListInstances>
    {
        public Validator()
        {
            RuleFor(request => request.Page).GreaterThanOrEqualTo(0);
            RuleFor(request => request.PageSize).InclusiveBetween(1, ListTasks.LargestPage);
            RuleFor(request => request.Filter.Text).MaximumLength(StoredText.UsualLength);
        }
    }

    public sealed class Handler(BackOfficeDb db, CurrentCaller current) : IRequestHandler<ListInstances, InstancePage>
    {
        public async Task<InstancePage> Handle(ListInstances request, CancellationToken cancel)
        {
            var readsValues = CaseData.IsReadBy(current.Caller);
            var found = request.Filter.Apply(db.Set<WorkflowInstance>().AsNoTracking(), readsValues);
            var rows = await Sort(found, request)
                .Skip(request.Page * request.PageSize)
                .Take(request.PageSize)
                .Select(InstanceLine.FromRow)
                .ToListAsync(cancel);
            return new InstancePage([.. rows.Select(line => line.For(readsValues))], await found.CountAsync(cancel));
        }

        static IOrderedQueryable<WorkflowInstance> Sort(IQueryable<WorkflowInstance> found, ListInstances request)
        {
            var sorted = (request.Order, request.IsDescending) switch
            {
                (InstanceOrder.Updated, true) => found.OrderByDescending(instance => instance.UpdatedAt),
                (InstanceOrder.Updated, false) => found.OrderBy(instance => instance.UpdatedAt),
                (InstanceOrder.Finished, true) => found.OrderByDescending(instance => instance.FinishedAt),
                (InstanceOrder.Finished, false) => found.OrderBy(instance => instance.FinishedAt),
                (InstanceOrder.Name, true) => found.OrderByDescending(instance => instance.Name),
                (InstanceOrder.Name, false) => found.OrderBy(instance => instance.Name),
                (_, true) => found.OrderByDescending(instance => instance.CreatedAt),
                _ => found.OrderBy(instance => instance.CreatedAt)
            };
            return request.IsDescending ? sorted.ThenByDescending(instance => instance.Id) : sorted.ThenBy(instance => instance.Id);
        }
    }
}

public enum InstanceOrder { Created, Updated, Finished, Name }

public sealed record InstancePage(IReadOnlyList<InstanceLine> Lines, int Total);

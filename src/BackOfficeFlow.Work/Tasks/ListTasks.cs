using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tasks;

public enum TaskScope
{
    /// <summary>What the caller has taken and what was put on their desk.</summary>
    Mine,

    /// <summary>What the caller may take.</summary>
    Available,

    /// <summary>Every open task; supervisors only, others see those of their queues.</summary>
    All
}

public enum TaskDue { Any, Overdue, Soon }

public enum TaskSort { Urgency, Due, Newest, Oldest }

/// <summary>The inbox: open tasks, filtered, sorted and paged, with the counts of each list.</summary>
[SentBy(Senders.Clerks)]
public sealed record ListTasks(TaskScope Scope = TaskScope.Mine) : IRequest<TaskPage>
{
    public const int LargestPage = 200;

    public string? QueueKey { get; init; }
    public string? DefinitionId { get; init; }
    public TaskDue Due { get; init; }

    /// <summary>Up to when a task counts as due soon; the reader's end of day, say.</summary>
    public DateTimeOffset? SoonUntil { get; init; }
    public string? Text { get; init; }
    public TaskSort Sort { get; init; }
    public int Page { get; init; } = 1;
    public int PageSize { get; init; } = 25;

    public sealed class Validator : AbstractValidator<ListTasks>
    {
        public Validator()
        {
            RuleFor(request => request.Page).GreaterThan(0);
            RuleFor(request => request.PageSize).InclusiveBetween(1, LargestPage);
            RuleFor(request => request.Text).MaximumLength(StoredText.UsualLength);
        }
    }

    public sealed class Handler(BackOfficeDb db, CurrentCaller current, TaskTexts texts, TimeProvider clock) : IRequestHandler<ListTasks, TaskPage>
    {
        public async Task<TaskPage> Handle(ListTasks request, CancellationToken cancel)
        {
            var now = clock.GetUtcNow();
            var open = new OpenTasks(db, current.Caller);
            var found = Filter(open.In(request.Scope), request, now);
            var rows = await Sorted(found, request.Sort)
                .Skip((request.Page - 1) * request.PageSize)
                .Take(request.PageSize)
                .AsNoTracking()
                .ToListAsync(cancel);

            return new TaskPage(
                await texts.Lines(rows, now, cancel),
                await Count(found, cancel),
                await Count(open.In(TaskScope.Mine), cancel),
                await Count(open.In(TaskScope.Available), cancel),
                request.Page);
        }

        static IQueryable<UserTask> Filter(IQueryable<UserTask> tasks, ListTasks request, DateTimeOffset now)
        {
            if (request.QueueKey is { Length: > 0 } queue)
                tasks = tasks.Where(task => task.QueueKey == queue);
            if (request.DefinitionId is { Length: > 0 } definition)
                tasks = tasks.Where(task => task.DefinitionId == definition);
            if (request.Due is TaskDue.Overdue)
                tasks = tasks.Where(task => task.DueAt < now);
            if (request.Due is TaskDue.Soon)
            {
                var until = request.SoonUntil ?? now.AddDays(1);
                tasks = tasks.Where(task => task.DueAt < until);
            }

            return SearchWords.Of(request.Text).Aggregate(tasks, (narrowed, word) => narrowed.Where(task => task.SearchText.Contains(word)));
        }

        static IQueryable<UserTask> Sorted(IQueryable<UserTask> tasks, TaskSort sort) => sort switch
        {
            TaskSort.Due => tasks.OrderBy(task => task.DueAt == null).ThenBy(task => task.DueAt).ThenBy(task => task.Id),
            TaskSort.Newest => tasks.OrderByDescending(task => task.CreatedAt).ThenByDescending(task => task.Id),
            TaskSort.Oldest => tasks.OrderBy(task => task.CreatedAt).ThenBy(task => task.Id),
            _ => tasks.OrderBy(task => task.Priority).ThenBy(task => task.DueAt == null).ThenBy(task => task.DueAt).ThenBy(task => task.Id)
        };

        // Which of them are counted is of no consequence, yet a limit wants an order: the tenant, which is the same for all, costs no sorting.
        static async Task<Count> Count(IQueryable<UserTask> tasks, CancellationToken cancel) =>
            new(await tasks.OrderBy(task => task.TenantId).Select(task => task.Id).Take(Tasks.Count.Limit + 1).CountAsync(cancel));
    }
}

/// <summary>A number of tasks, exact up to a limit and "999+" beyond: nobody needs the rest, and the database need not count it.</summary>
public readonly record struct Count(int Number)
{
    public const int Limit = 999;
    public bool IsMore => Number > Limit;
    public override string ToString() => IsMore ? $"{Limit}+" : Number.ToString(System.Globalization.CultureInfo.CurrentCulture);
}

public sealed record TaskPage(IReadOnlyList<TaskLine> Lines, Count Matching, Count Mine, Count Available, int Page);

/// <summary>What the inbox shows of a task.</summary>
public sealed record TaskLine(Guid Id, Guid InstanceId, string Title)
{
    public required TaskState State { get; init; }
    public required int Priority { get; init; }
    public string? CaseKey { get; init; }
    public string? CaseName { get; init; }
    public string? Process { get; init; }
    public string? QueueKey { get; init; }
    public string? Queue { get; init; }
    public string? AssigneeName { get; init; }
    public bool IsMine { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public bool IsOverdue { get; init; }
    public DateTimeOffset? SuspendedUntil { get; init; }
}

using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Calendars;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>
/// Puts a task before the people of a queue or role, or on one person's desk. Asked again for the same execution of a step it gives back
/// the task that stands.
/// </summary>
[SentBy(Senders.Product)]
public sealed record CreateTask(Guid InstanceId, string ExecutionId, string NodeId, string NodeName) : IRequest<CreatedTask>
{
    public required string DefinitionId { get; init; }
    public required int DefinitionVersion { get; init; }
    public required string Title { get; init; }
    public IReadOnlyDictionary<string, object?> TitleArguments { get; init; } = new Dictionary<string, object?>();
    public string? Instructions { get; init; }
    public string? Queue { get; init; }
    public string? Role { get; init; }

    /// <summary>A person by id, user name or e-mail address.</summary>
    public string? Person { get; init; }
    public string? Form { get; init; }
    public IReadOnlyList<TaskOutcome> Outcomes { get; init; } = [new(TaskOutcome.Usual)];
    public int Priority { get; init; } = UserTask.UsualPriority;

    /// <summary>How long there is, by the queue's calendar, e.g. "4 BH".</summary>
    public string? DueIn { get; init; }
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When the step goes on without the task, by the queue's calendar.</summary>
    public string? TimeoutIn { get; init; }

    /// <summary>When an unfinished task goes to <see cref="EscalateTo"/> (or wherever its queue says), by the queue's calendar.</summary>
    public string? EscalateAfter { get; init; }
    public string? EscalateTo { get; init; }
    public IReadOnlyDictionary<string, object?> Facts { get; init; } = new Dictionary<string, object?>();
    public IReadOnlyDictionary<string, object?> Prefill { get; init; } = new Dictionary<string, object?>();
    public FourEyes FourEyes { get; init; } = FourEyes.None;

    /// <summary>What the step waits for; a stimulus with the task's id when null.</summary>
    public Awaited? WaitsFor { get; init; }

    public sealed class Validator : AbstractValidator<CreateTask>
    {
        public Validator()
        {
            RuleFor(request => request.Title).NotEmpty().MaximumLength(400);
            RuleFor(request => request.Priority).InclusiveBetween(UserTask.HighestPriority, UserTask.LowestPriority);
            RuleFor(request => request).Must(HasSomebodyToAsk).WithMessage(request => Texts.Of("NoOneToAsk", request.Title));
        }

        static bool HasSomebodyToAsk(CreateTask request) =>
            !string.IsNullOrWhiteSpace(request.Queue) || !string.IsNullOrWhiteSpace(request.Role) || !string.IsNullOrWhiteSpace(request.Person);
    }

    public sealed class Handler(BackOfficeDb db, TaskDesk desk, TaskOffice office, TaskForms forms, TaskTexts texts, Colleagues colleagues, Timers timers)
        : IRequestHandler<CreateTask, CreatedTask>
    {
        public async Task<CreatedTask> Handle(CreateTask request, CancellationToken cancel)
        {
            var home = await office.FindHome(request, cancel);
            var due = request.DueAt ?? (await office.After(request.DueIn, home, cancel))?.At;
            var timeout = await office.After(request.TimeoutIn, home, cancel);
            var standing = await db.Set<UserTask>().FirstOrDefaultAsync(
                row => row.InstanceId == request.InstanceId && row.ExecutionId == request.ExecutionId
                    && row.State != TaskState.Completed && row.State != TaskState.Cancelled,
                cancel);
            if (standing is not null)
                return new CreatedTask(standing.Id, timeout);

            var form = string.IsNullOrWhiteSpace(request.Form) ? null : await forms.Require(request.Form, home.Area, home.CaseStartedAt, cancel);
            var task = Make(request, home, form, due);
            task.SearchText = await texts.ToSearch(task, cancel);
            await Hand(task, request, cancel);
            db.Add(task);
            await desk.Keep(task, cancel);

            if (await office.After(request.EscalateAfter, home, cancel) is { } escalate)
                timers.Arm(EscalateTask.Kind, task.Id.ToString("D"), escalate.At, new EscalateTask.To(request.EscalateTo ?? home.EscalatesTo), task.InstanceId, escalate.Plan);
            return new CreatedTask(task.Id, timeout);
        }

        UserTask Make(CreateTask request, TaskHome home, ConfigurationItem? form, DateTimeOffset? due)
        {
            var id = Guid.CreateVersion7(desk.Now);
            return new UserTask
            {
                Id = id,
                InstanceId = request.InstanceId,
                ExecutionId = request.ExecutionId,
                NodeId = request.NodeId,
                NodeName = request.NodeName,
                DefinitionId = request.DefinitionId,
                DefinitionVersion = request.DefinitionVersion,
                WaitKind = request.WaitsFor?.Kind ?? Awaited.UserTask,
                WaitKey = request.WaitsFor?.Key ?? id.ToString("D"),
                Area = home.Area,
                Title = request.Title,
                TitleArguments = Engine.Values.ToJson(request.TitleArguments),
                Instructions = request.Instructions,
                QueueKey = home.QueueKey,
                Role = home.Role,
                Priority = request.Priority,
                CreatedAt = desk.Now,
                DueAt = due,
                FormKey = form?.EntryKey,
                FormVersion = form?.Version,
                Facts = Engine.Values.ToJson(request.Facts),
                Prefill = Engine.Values.ToJson(request.Prefill),
                Outcomes = [.. request.Outcomes],
                ExcludedUsers = TaskLines.Join(request.FourEyes.Users.Select(user => user.ToString("D"))),
                ExcludedSteps = TaskLines.Join(request.FourEyes.Steps)
            };
        }

        async Task Hand(UserTask task, CreateTask request, CancellationToken cancel)
        {
            if (string.IsNullOrWhiteSpace(request.Person))
            {
                task.Offer(desk.Now);
                return;
            }

            var person = await colleagues.Require(request.Person, cancel);
            task.Assign(person.Id, person.Name, await desk.FindPerformedSteps(task, cancel), desk.Now);
        }
    }
}

/// <summary>The task that stands, and when its step goes on without it.</summary>
public sealed record CreatedTask(Guid Id, PlannedTime? Timeout);

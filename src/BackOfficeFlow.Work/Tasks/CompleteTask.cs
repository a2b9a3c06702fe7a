using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Forms;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>
/// Finishes a task: the case goes on in the same transaction, and the answer says what happens next. Finishing it again in the same way
/// changes nothing.
/// </summary>
[SentBy(Senders.Clerks)]
public sealed record CompleteTask(Guid TaskId, string Outcome) : IRequest<WhatNext>, IOperation
{
    public IReadOnlyDictionary<string, object?> Values { get; init; } = new Dictionary<string, object?>();
    public string? Comment { get; init; }

    /// <summary>The revision of the task that the person looked at; null does not ask.</summary>
    public int? Revision { get; init; }

    /// <summary>The draft that the person looked at; a newer one of theirs is not thrown away. Null does not ask.</summary>
    public SeenDraft? Seen { get; init; }
    public string? OperationId { get; init; }

    /// <summary>The code of the refusal of what was looked at before somebody changed it.</summary>
    public const string ChangedCode = "task-changed";

    public sealed class Validator : AbstractValidator<CompleteTask>
    {
        public Validator()
        {
            RuleFor(request => request.Outcome).NotEmpty().MaximumLength(StoredText.UsualLength);
            RuleFor(request => request.Comment).MaximumLength(10_000);
        }
    }

    public sealed class Handler(BackOfficeDb db, TaskDesk desk, TaskForms forms, Bursts bursts, NextStep next, TaskFiles files, Timers timers, Audit audit) : IRequestHandler<CompleteTask, WhatNext>
    {
        public async Task<WhatNext> Handle(CompleteTask request, CancellationToken cancel)
        {
            var instanceId = await desk.FindInstance(request.TaskId, cancel);
            return await bursts.In(
                instanceId,
                async burst =>
                {
                    await Finish(request, burst, cancel);
                    return await next.Of(burst, cancel);
                },
                cancel);
        }

        async Task Finish(CompleteTask request, OpenBurst burst, CancellationToken cancel)
        {
            var task = await desk.Find(request.TaskId, cancel);
            if (task.State is TaskState.Completed && task.CompletedById == desk.Caller.UserId && task.Outcome == request.Outcome)
                return;

            task.RequireHolder(desk.Caller);
            if (request.Revision is { } seen && seen != task.Revision)
                throw await Changed(task, cancel);

            if (request.Seen is { } draft)
                draft.Require(await db.Set<TaskDraft>().AsNoTracking().SingleOrDefaultAsync(row => row.TaskId == task.Id && row.UserId == desk.Caller.UserId, cancel));

            var form = await forms.Open(task, cancel);
            var context = new FormContext(desk.Now) { FindFile = await files.Finder(form, request.Values, cancel) };
            var answer = TaskForms.Check(task, form, request.Outcome, request.Values, request.Comment, context);
            task.Complete(desk.Caller, answer, await desk.FindPerformedSteps(task, cancel), desk.Now);

            await files.Keep(request.Values, desk.Now, cancel);
            await db.Set<TaskDraft>().Where(draft => draft.TaskId == task.Id).ExecuteDeleteAsync(cancel);
            await desk.Keep(task, cancel);
            audit.Write(nameof(CompleteTask), TaskDesk.Subject, task.Id.ToString("D"), new { task.Outcome });
            timers.Disarm(EscalateTask.Kind, task.Id.ToString("D"));
            if (!await burst.Resume(task.WaitsFor, task.ToNews()))
                throw new RuleBrokenException(Texts.Of("CaseNotWaiting")) { Code = "case-not-waiting" };
        }

        async Task<RuleBrokenException> Changed(UserTask task, CancellationToken cancel)
        {
            var last = await db.Set<TaskEvent>().AsNoTracking()
                .Where(happened => happened.TaskId == task.Id)
                .OrderByDescending(happened => happened.Sequence)
                .Select(happened => new TaskEventLine(happened.At, happened.Move, happened.PersonName, happened.Note))
                .FirstAsync(cancel);
            return new RuleBrokenException(Texts.Of("TaskChanged", TaskHistory.InWords(last))) { Code = ChangedCode };
        }
    }
}

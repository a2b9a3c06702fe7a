using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Files;
using BackOfficeFlow.Work.Forms;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>A task with all that a person needs to do it.</summary>
[SentBy(Senders.Clerks)]
public sealed record ShowTask(Guid TaskId) : IRequest<TaskView>
{
    public sealed class Handler(BackOfficeDb db, TaskDesk desk, TaskForms forms, TaskTexts texts, FormTexts formTexts, MentionedFiles mentioned) : IRequestHandler<ShowTask, TaskView>
    {
        public async Task<TaskView> Handle(ShowTask request, CancellationToken cancel)
        {
            db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
            var task = await desk.Find(request.TaskId, cancel);
            var line = (await texts.Lines([task], desk.Now, cancel))[0];
            var form = await forms.Open(task, cancel);
            var files = await mentioned.In(TaskTexts.Arguments(task.Facts), cancel);
            var draft = await db.Set<TaskDraft>().SingleOrDefaultAsync(row => row.TaskId == task.Id && row.UserId == desk.Caller.UserId, cancel);
            return new TaskView(line, task.Revision)
            {
                Instructions = await texts.Say(task, task.Instructions, cancel),
                Facts = await Facts(task, files, cancel),
                FactFiles = await FactFiles(task, files, cancel),
                Form = form,
                FormTexts = await formTexts.Of(form, task.Area, cancel),
                Values = TaskTexts.Arguments(task.Result ?? draft?.Values ?? task.Prefill),
                Comment = task.Comment ?? draft?.Comment,
                DraftAt = draft?.SavedAt,
                Outcomes = await Outcomes(task, cancel),
                Outcome = task.Outcome,
                CompletedByName = task.CompletedByName,
                EndedAt = task.EndedAt,
                SuspendReason = task.SuspendReason,
                MayClaim = await MayClaim(task, cancel),
                MayRelease = task.IsOpen && (task.QueueKey ?? task.Role) is not null && (task.IsHeldBy(desk.Caller) || (TaskMoves.IsHeld(task.State) && TaskAccess.IsSupervisor(desk.Caller))),
                History = await History(task, cancel)
            };
        }

        async Task<IReadOnlyList<TaskFact>> Facts(UserTask task, IReadOnlyDictionary<Guid, FileLine> files, CancellationToken cancel)
        {
            var facts = new List<TaskFact>();
            foreach (var (label, value) in TaskTexts.Arguments(task.Facts).Where(fact => !IsFiles(fact.Value, files)))
                facts.Add(new TaskFact(await texts.Say(task, label, cancel) ?? label, value is string text ? await texts.Say(task, text, cancel) : value));
            return facts;
        }

        async Task<IReadOnlyList<FactFile>> FactFiles(UserTask task, IReadOnlyDictionary<Guid, FileLine> files, CancellationToken cancel)
        {
            var shown = new List<FactFile>();
            foreach (var (label, value) in TaskTexts.Arguments(task.Facts))
                foreach (var id in MentionedFiles.Ids(value).Where(files.ContainsKey))
                    shown.Add(new FactFile(await texts.Say(task, label, cancel) ?? label, files[id]));
            return shown;
        }

        // A file by its id tells nobody anything; what says more than that is shown as it is.
        static bool IsFiles(object? value, IReadOnlyDictionary<Guid, FileLine> files) =>
            value is string or IReadOnlyList<object?> { Count: > 0 } && (value as IReadOnlyList<object?> ?? [value]).All(each => MentionedFiles.Ids(each).Any(files.ContainsKey));

        async Task<IReadOnlyList<TaskChoice>> Outcomes(UserTask task, CancellationToken cancel)
        {
            var choices = new List<TaskChoice>();
            foreach (var outcome in task.Outcomes)
                choices.Add(new TaskChoice(outcome.Name, await texts.Say(task, outcome.Label, cancel) ?? Texts.Find($"Outcome.{outcome.Name}") ?? outcome.Name, outcome.IsNegative, await texts.Say(task, outcome.Group, cancel)));
            return choices;
        }

        async Task<ClaimAnswer> MayClaim(UserTask task, CancellationToken cancel) =>
            new(task.WhyNotClaim(desk.Caller, await desk.FindPerformedSteps(task, cancel))?.Message);

        async Task<IReadOnlyList<TaskEventLine>> History(UserTask task, CancellationToken cancel) =>
            await db.Set<TaskEvent>()
                .Where(happened => happened.TaskId == task.Id)
                .OrderBy(happened => happened.Sequence)
                .Select(happened => new TaskEventLine(happened.At, happened.Move, happened.PersonName, happened.Note))
                .ToListAsync(cancel);
    }
}

/// <summary>Whether the reader may take the task, and if not, why.</summary>
public sealed record ClaimAnswer(string? WhyNot)
{
    public static readonly ClaimAnswer Yes = new(default(string));
    public bool IsYes => WhyNot is null;
}

public sealed record TaskFact(string Label, object? Value);

/// <summary>A stored file among the facts.</summary>
public sealed record FactFile(string Label, FileLine File);

public sealed record TaskChoice(string Name, string Label, bool IsNegative, string? Group = null);

public sealed record TaskEventLine(DateTimeOffset At, TaskMove Move, string Who, string? Note);

public sealed record TaskView(TaskLine Line, int Revision)
{
    public string? Instructions { get; init; }
    public IReadOnlyList<TaskFact> Facts { get; init; } = [];
    public IReadOnlyList<FactFile> FactFiles { get; init; } = [];
    public FormDocument Form { get; init; } = FormDocument.Empty;

    /// <summary>The form's texts by key, in the reader's language.</summary>
    public IReadOnlyDictionary<string, string> FormTexts { get; init; } = new Dictionary<string, string>();
    public IReadOnlyDictionary<string, object?> Values { get; init; } = new Dictionary<string, object?>();
    public string? Comment { get; init; }
    public DateTimeOffset? DraftAt { get; init; }
    public IReadOnlyList<TaskChoice> Outcomes { get; init; } = [];
    public string? Outcome { get; init; }
    public string? CompletedByName { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public string? SuspendReason { get; init; }
    public ClaimAnswer MayClaim { get; init; } = ClaimAnswer.Yes;
    public bool MayRelease { get; init; }
    public IReadOnlyList<TaskEventLine> History { get; init; } = [];
}

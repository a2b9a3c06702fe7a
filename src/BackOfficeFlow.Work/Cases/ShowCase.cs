using BackOfficeFlow.Data;
using BackOfficeFlow.Engine.Running;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Ui;
using BackOfficeFlow.Work.Files;
using BackOfficeFlow.Work.Processes;
using BackOfficeFlow.Work.Tasks;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Cases;

/// <summary>A case with its whole story: what happened, what it waits for, what is open, what broke.</summary>
[SentBy(Senders.Clerks)]
public sealed record ShowCase(Guid InstanceId) : IRequest<CaseView>
{
    const int MostTasks = 100;
    const int MostRelated = 50;

    public sealed class Handler(BackOfficeDb db, CurrentCaller current, CaseStory story, CompiledWorkflows workflows, ProcessNames processes, TaskTexts texts, MentionedFiles mentioned, OpenTransaction transaction)
        : IRequestHandler<ShowCase, CaseView>
    {
        public async Task<CaseView> Handle(ShowCase request, CancellationToken cancel)
        {
            var row = await db.Set<WorkflowInstance>().AsNoTracking().SingleOrDefaultAsync(instance => instance.Id == request.InstanceId, cancel)
                ?? throw CaseRules.Unknown();
            var instance = CaseRules.Open(row);
            var workflow = await workflows.Find(row.ConfigurationItemId, instance.Pins, cancel);
            var names = await processes.Of([row.DefinitionId], cancel);
            var journal = await db.Set<JournalEntry>().AsNoTracking()
                .Where(entry => entry.InstanceId == row.Id)
                .OrderBy(entry => entry.Sequence)
                .ToListAsync(cancel);
            var tasks = await db.Set<UserTask>().AsNoTracking()
                .Where(task => task.InstanceId == row.Id && task.State != TaskState.Completed && task.State != TaskState.Cancelled)
                .OrderBy(task => task.CreatedAt)
                .Take(MostTasks)
                .ToListAsync(cancel);

            var files = await Files(row.Id, instance, cancel);

            return new CaseView(row.Id, row.CaseKey, names[row.DefinitionId])
            {
                Name = row.Name,
                BusinessKey = row.BusinessKey,
                CorrelationId = row.CorrelationId,
                DefinitionVersion = row.DefinitionVersion,
                Standing = CaseStandings.Of(row.SubStatus, row.NeedsAttention),
                CreatedAt = row.CreatedAt,
                FinishedAt = row.FinishedAt,
                Story = await story.Tell(journal, workflow, row.Area, cancel),
                Data = [.. (await Data(instance, workflow, row.Area, cancel)).Where(fact => !MentionedFiles.Ids(fact.Value).Any(files.ContainsKey))],
                Files = [.. files.Values.OrderBy(file => file.StoredAt).ThenBy(file => file.Name, StringComparer.CurrentCulture)],
                Tasks = await texts.Lines(tasks, transaction.Now, cancel),
                Waits = await Waits(row, workflow, cancel),
                Incidents = await Incidents(instance, workflow, row.Area, cancel),
                Parent = row.ParentInstanceId is null ? null : await Related(other => other.Id == row.ParentInstanceId, cancel) is [var parent] ? parent : null,
                Children = await Related(other => other.ParentInstanceId == row.Id, cancel),
                MayRepair = TaskAccess.IsSupervisor(current.Caller)
            };
        }

        /// <summary>Cases that this one was started by, or has started: those that need somebody come first, then the open ones.</summary>
        async Task<IReadOnlyList<CaseLink>> Related(System.Linq.Expressions.Expression<Func<WorkflowInstance, bool>> which, CancellationToken cancel)
        {
            var rows = await db.Set<WorkflowInstance>().AsNoTracking().Where(which)
                .OrderByDescending(other => other.NeedsAttention).ThenBy(other => other.FinishedAt != null).ThenBy(other => other.CreatedAt).ThenBy(other => other.Id)
                .Select(other => new { other.Id, other.CaseKey, other.Name, other.DefinitionId, other.SubStatus, other.NeedsAttention })
                .Take(MostRelated)
                .ToListAsync(cancel);
            var names = await processes.Of([.. rows.Select(other => other.DefinitionId).Distinct()], cancel);
            return [.. rows.Select(other => new CaseLink(other.Id, other.Name ?? other.CaseKey, names[other.DefinitionId], CaseStandings.Of(other.SubStatus, other.NeedsAttention)))];
        }

        /// <summary>Every file that the case was opened with, and that its tasks have brought.</summary>
        async Task<IReadOnlyDictionary<Guid, FileLine>> Files(Guid instanceId, Instance instance, CancellationToken cancel)
        {
            var answers = await db.Set<UserTask>().AsNoTracking()
                .Where(task => task.InstanceId == instanceId && task.Result != null && task.Result != "{}")
                .OrderBy(task => task.EndedAt)
                .Select(task => task.Result!)
                .Take(MostTasks)
                .ToListAsync(cancel);
            return await mentioned.In(instance.Input.Values.Concat(instance.Variables.Values).Concat(answers.Select(Engine.Values.ParseJson)).ToList(), cancel);
        }

        /// <summary>What the process says that readers should see of it; otherwise all that the case was opened with and has found out.</summary>
        async Task<IReadOnlyList<TaskFact>> Data(Instance instance, Workflow workflow, string area, CancellationToken cancel)
        {
            if (CaseData.Chosen(instance, workflow) is not { } sheet)
                return [.. CaseData.Of(instance, workflow).Select(value => new TaskFact(value.Key, value.Value))];

            var facts = new List<TaskFact>(sheet.Count);
            foreach (var (label, value) in sheet)
                facts.Add(new TaskFact(await processes.Say(label, area, null, cancel), value is string text ? await processes.Say(text, area, null, cancel) : value));
            return facts;
        }

        async Task<IReadOnlyList<CaseWait>> Waits(WorkflowInstance row, Workflow workflow, CancellationToken cancel)
        {
            var waits = await db.Set<WorkflowBookmark>().AsNoTracking()
                .Where(bookmark => bookmark.InstanceId == row.Id && (bookmark.DueAt != null || (bookmark.Kind != Awaited.UserTask && bookmark.Kind != Awaited.RunTask)))
                .OrderBy(bookmark => bookmark.DueAt == null).ThenBy(bookmark => bookmark.DueAt).ThenBy(bookmark => bookmark.CreatedAt)
                .ToListAsync(cancel);
            var lines = new List<CaseWait>(waits.Count);

            // A step that waits for several things at once is one line, with what comes first; the process may have a word for just that limit.
            foreach (var wait in waits.DistinctBy(wait => wait.NodeId))
            {
                var limit = wait.DueAt is null ? null : await processes.Find($"step.{wait.NodeId}.{wait.EntryKey}", row.Area, null, cancel);
                lines.Add(new CaseWait(limit ?? await processes.Step(workflow.Find(wait.NodeId), wait.NodeId, row.Area, cancel), wait.CreatedAt, wait.DueAt));
            }

            return [.. lines.DistinctBy(line => line.Step)];
        }

        async Task<IReadOnlyList<CaseIncident>> Incidents(Instance instance, Workflow workflow, string area, CancellationToken cancel)
        {
            var lines = new List<CaseIncident>();
            foreach (var incident in instance.Incidents.Where(incident => incident.ResolvedAt is null))
                lines.Add(new CaseIncident(incident.Id, await processes.Step(workflow.Find(incident.NodeId), incident.NodeId, area, cancel), incident.Message, incident.At));
            return lines;
        }
    }
}

public sealed record CaseView(Guid Id, string CaseKey, string Process)
{
    public string? Name { get; init; }
    public string? BusinessKey { get; init; }
    public string? CorrelationId { get; init; }
    public int DefinitionVersion { get; init; }
    public CaseStanding Standing { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>What happened, oldest first, in plain words.</summary>
    public IReadOnlyList<TimelineItem> Story { get; init; } = [];
    public IReadOnlyList<TaskFact> Data { get; init; } = [];
    public IReadOnlyList<FileLine> Files { get; init; } = [];
    public IReadOnlyList<TaskLine> Tasks { get; init; } = [];
    public IReadOnlyList<CaseWait> Waits { get; init; } = [];
    public IReadOnlyList<CaseIncident> Incidents { get; init; } = [];

    /// <summary>The case that started this one, and those that this one has started.</summary>
    public CaseLink? Parent { get; init; }
    public IReadOnlyList<CaseLink> Children { get; init; } = [];

    /// <summary>The reader may repeat a failed step and end the case.</summary>
    public bool MayRepair { get; init; }
}

/// <summary>Another case that this one belongs to.</summary>
public sealed record CaseLink(Guid Id, string Title, string Process, CaseStanding Standing);

/// <summary>What a case waits for besides its tasks; <paramref name="DueAt"/> is when it goes on by itself.</summary>
public sealed record CaseWait(string Step, DateTimeOffset Since, DateTimeOffset? DueAt);

public sealed record CaseIncident(Guid Id, string Step, string Message, DateTimeOffset At);

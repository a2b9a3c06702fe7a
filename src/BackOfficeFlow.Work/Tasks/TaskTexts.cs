using System.Globalization;
using BackOfficeFlow.Data;
using BackOfficeFlow.Engine;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Queues;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>What people read of tasks, in the reader's language.</summary>
public sealed class TaskTexts(BackOfficeDb db, TextCatalog catalog, TaskDesk desk)
{
    static readonly string[] Languages = ["es", "en"];

    static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    public Task<string> Title(UserTask task, CancellationToken cancel) => Title(task, Language, cancel);

    Task<string> Title(UserTask task, string language, CancellationToken cancel) =>
        catalog.Resolve(task.Title, language, task.Area, Arguments(task.TitleArguments), cancel);

    public async Task<string?> Say(UserTask task, string? textOrKey, CancellationToken cancel) =>
        string.IsNullOrWhiteSpace(textOrKey) ? null : await catalog.Resolve(textOrKey, Language, task.Area, Arguments(task.TitleArguments), cancel);

    /// <summary>All that the search box looks at: titles in every language, the case's key and the facts.</summary>
    public async Task<string> ToSearch(UserTask task, CancellationToken cancel)
    {
        var words = new List<string?> { CaseKey.Of(task.InstanceId), task.NodeName };
        foreach (var language in Languages)
            words.Add(await Title(task, language, cancel));
        words.AddRange(Arguments(task.Facts).Values.Select(value => Values.Text(value)));
        return SearchWords.Fold(words);
    }

    public async Task<IReadOnlyList<TaskLine>> Lines(IReadOnlyList<UserTask> tasks, DateTimeOffset now, CancellationToken cancel)
    {
        var queues = await QueueNames(cancel);
        var cases = await CaseNames(tasks, cancel);
        var lines = new List<TaskLine>(tasks.Count);
        foreach (var task in tasks)
        {
            lines.Add(new TaskLine(task.Id, task.InstanceId, await Title(task, cancel))
            {
                State = task.State,
                Priority = task.Priority,
                CaseKey = CaseKey.Of(task.InstanceId),
                CaseName = cases.GetValueOrDefault(task.InstanceId),
                QueueKey = task.QueueKey,
                Queue = task.QueueKey is { } key ? queues.GetValueOrDefault(key, key) : task.Role,
                AssigneeName = task.AssigneeName,
                IsMine = task.IsHeldBy(desk.Caller),
                CreatedAt = task.CreatedAt,
                DueAt = task.DueAt,
                IsOverdue = task.DueAt < now,
                SuspendedUntil = task.SuspendedUntil
            });
        }

        return lines;
    }

    public async Task<Dictionary<string, string>> QueueNames(CancellationToken cancel)
    {
        var rows = await db.Set<Queue>().Select(queue => new { queue.Key, queue.OwnName }).ToListAsync(cancel);
        return rows.ToDictionary(row => row.Key, row => Queue.NameOf(row.Key, row.OwnName));
    }

    async Task<Dictionary<Guid, string?>> CaseNames(IReadOnlyList<UserTask> tasks, CancellationToken cancel)
    {
        var ids = tasks.Select(task => task.InstanceId).Distinct().ToList();
        return await db.Set<WorkflowInstance>().Where(instance => ids.Contains(instance.Id)).ToDictionaryAsync(instance => instance.Id, instance => instance.Name, cancel);
    }

    internal static Dictionary<string, object?> Arguments(string json) => Values.ParseJson(json) as Dictionary<string, object?> ?? [];
}

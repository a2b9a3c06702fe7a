using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BackOfficeFlow.Data;
using BackOfficeFlow.Engine;
using BackOfficeFlow.Runtime;
using BackOfficeFlow.Work.Tasks;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Scenarios;

/// <summary>
/// Somebody takes and finishes a task: { "task": "VerifyWithCarrier", "by": "ana", "outcome": "lost", "form": { … }, "comment": "…" }.
/// The task is named by its step or by its title's key; with "queue" it must stand in that one by then. With "refused" the step says which rule must refuse it.
/// </summary>
sealed class TaskVerb : IScenarioVerb
{
    public string Name => "task";

    public async Task Do(JsonElement step, ScenarioRun run, CancellationToken cancel)
    {
        var name = ScenarioRun.RequiredText(step, Name);
        var open = await run.Read<BackOfficeDb, List<UserTask>>(db => db.Set<UserTask>().AsNoTracking().OrderBy(task => task.CreatedAt).ToListAsync(cancel), cancel);
        var task = open.FirstOrDefault(task => task.IsOpen && (task.NodeId == name || task.Title == $"@{name}"))
            ?? throw new ScenarioException($"There is no open task '{name}'. Open: {string.Join(", ", open.Where(task => task.IsOpen).Select(task => $"{task.NodeId} ({task.Title})"))}.");

        if (ScenarioRun.Text(step, "queue") is { } queue && queue != task.QueueKey)
            throw new ScenarioException($"The task '{name}' was to stand in '{queue}', but stands in '{task.QueueKey}'.");

        var caller = CallerOf(ScenarioRun.Text(step, "by") ?? "clerk", task);
        var refused = ScenarioRun.Text(step, "refused");
        try
        {
            await run.Send(new ClaimTask(task.Id), caller, cancel);
            await run.Send(Completion(step, task), caller, cancel);
        }
        catch (RuleBrokenException rule) when (rule.Code == refused)
        {
            return;
        }

        if (refused is not null)
            throw new ScenarioException($"The task '{name}' was to be refused with '{refused}', but was not.");
    }

    static CompleteTask Completion(JsonElement step, UserTask task) => new(task.Id, ScenarioRun.RequiredText(step, "outcome"))
    {
        Values = step.TryGetProperty("form", out var form) ? (IReadOnlyDictionary<string, object?>)Values.ParseJson(form.GetRawText())! : new Dictionary<string, object?>(),
        Comment = ScenarioRun.Text(step, "comment")
    };

    // The same name is the same person in every run, so that journals and four eyes can be told.
    static Caller CallerOf(string name, UserTask task) => new(ScenarioRun.Tenant, new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)), name)
    {
        Roles = new HashSet<string> { "Clerk" },
        Queues = task.QueueKey is { } queue ? new HashSet<string> { queue } : new HashSet<string>()
    };
}

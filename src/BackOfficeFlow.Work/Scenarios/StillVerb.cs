using System.Text.Json;
using BackOfficeFlow.Data;
using BackOfficeFlow.Work.Tasks;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Scenarios;

/// <summary>Nobody has taken a task so far: { "still": "VerifyWithCarrier", "queue": "q.orders" }. The task is named by its step or by its title's key.</summary>
sealed class StillVerb : IScenarioVerb
{
    public string Name => "still";

    public async Task Do(JsonElement step, ScenarioRun run, CancellationToken cancel)
    {
        var name = ScenarioRun.RequiredText(step, Name);
        var queue = ScenarioRun.RequiredText(step, "queue");
        var tasks = await run.Read<BackOfficeDb, List<UserTask>>(db => db.Set<UserTask>().AsNoTracking().ToListAsync(cancel), cancel);
        if (!tasks.Any(task => task.IsOpen && task.QueueKey == queue && (task.NodeId == name || task.Title == $"@{name}")))
            throw new ScenarioException(
                $"The task '{name}' does not stand in '{queue}'. Open: {string.Join(", ", tasks.Where(task => task.IsOpen).Select(task => $"{task.NodeId} ({task.Title}) in {task.QueueKey}"))}.");
    }
}

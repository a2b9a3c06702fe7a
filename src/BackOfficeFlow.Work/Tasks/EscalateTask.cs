using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>Moves a task that nobody finished in time to the queue of whoever looks after it.</summary>
public sealed class EscalateTask(BackOfficeDb db, TaskDesk desk, Audit audit) : ITimerHandler
{
    public const string Kind = "task-escalation";

    string ITimerHandler.Kind => Kind;

    /// <summary>Where to; null leaves it in its queue, only more urgent.</summary>
    internal sealed record To(string? QueueKey);

    public async Task Handle(TimerCall call, CancellationToken cancel)
    {
        var id = Guid.Parse(call.Key);
        var task = await db.Set<UserTask>().SingleOrDefaultAsync(row => row.Id == id, cancel);
        if (task is not { IsOpen: true })
            return;

        var to = call.Read<To>().QueueKey;
        task.Escalate(to, desk.Now);
        audit.Write(nameof(EscalateTask), TaskDesk.Subject, call.Key, new { to, task.EscalationLevel });
        await desk.Keep(task, cancel);
    }
}

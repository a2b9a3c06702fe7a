using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;
using Microsoft.EntityFrameworkCore;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>Brings back a task that was put aside, when its time has come.</summary>
public sealed class SuspendedTaskTimer(BackOfficeDb db, TaskDesk desk, Timers timers) : ITimerHandler
{
    public const string Kind = "task-wake";

    string ITimerHandler.Kind => Kind;

    public async Task Handle(TimerCall call, CancellationToken cancel)
    {
        var id = Guid.Parse(call.Key);
        var task = await db.Set<UserTask>().SingleOrDefaultAsync(row => row.Id == id, cancel);
        if (task is not { State: TaskState.Suspended, SuspendedUntil: { } until })
            return;

        if (until > desk.Now)
        {
            timers.Arm(Kind, call.Key, until, instanceId: task.InstanceId);
            return;
        }

        task.Wake(desk.Caller, desk.Now);
        await desk.Keep(task, cancel);
    }
}

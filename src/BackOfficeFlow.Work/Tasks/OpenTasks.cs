using BackOfficeFlow.Data;
using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>The open tasks that a person sees, as queries: the same rules as <see cref="TaskAccess"/> and <see cref="FourEyes"/>, asked of the database.</summary>
sealed class OpenTasks(BackOfficeDb db, Caller caller)
{
    readonly Guid person = caller.UserId ?? Guid.Empty;
    readonly string[] queues = [.. caller.Queues];
    readonly string[] roles = [.. caller.Roles];

    public IQueryable<UserTask> In(TaskScope scope) => scope switch
    {
        TaskScope.Mine => Held().Where(task => task.AssigneeId == person),
        TaskScope.Available => Offered(),
        _ => All()
    };

    IQueryable<UserTask> Held() =>
        db.Set<UserTask>().Where(task => task.State == TaskState.Claimed || task.State == TaskState.Working || task.State == TaskState.Suspended);

    IQueryable<UserTask> Offered()
    {
        var me = $"\n{person:D}\n";
        var finished = db.Set<UserTask>().Where(other => other.State == TaskState.Completed && other.CompletedById == person);
        return db.Set<UserTask>()
            .Where(task => task.State == TaskState.Offered)
            .Where(task => (task.QueueKey != null && queues.Contains(task.QueueKey)) || (task.Role != null && roles.Contains(task.Role)))
            .Where(task => task.ExcludedUsers == "" || !task.ExcludedUsers.Contains(me))
            .Where(task => task.ExcludedSteps == "" || !finished.Any(other =>
                other.InstanceId == task.InstanceId
                && (task.ExcludedSteps.Contains("\n" + other.NodeId + "\n") || task.ExcludedSteps.Contains("\n" + other.NodeName + "\n"))));
    }

    IQueryable<UserTask> All()
    {
        var open = db.Set<UserTask>().Where(task =>
            task.State == TaskState.Offered || task.State == TaskState.Claimed || task.State == TaskState.Working || task.State == TaskState.Suspended);
        return TaskAccess.IsSupervisor(caller)
            ? open
            : open.Where(task =>
                task.AssigneeId == person
                || (task.QueueKey != null && queues.Contains(task.QueueKey))
                || (task.Role != null && roles.Contains(task.Role)));
    }
}

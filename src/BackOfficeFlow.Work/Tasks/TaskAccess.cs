using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>Who may see and take a task. Four eyes is a rule of its own, checked when it is taken and when it is finished.</summary>
public static class TaskAccess
{
    public static bool IsSupervisor(Caller caller) => caller.Roles.Contains(Accounts.Roles.Supervisor) || caller.Roles.Contains(Accounts.Roles.Administrator);

    /// <summary>The task is offered to this person: by queue, by role, or because they hold it.</summary>
    public static bool IsCandidate(UserTask task, Caller caller) =>
        (task.QueueKey is { } queue && caller.Queues.Contains(queue))
        || (task.Role is { } role && caller.Roles.Contains(role));

    public static bool MaySee(UserTask task, Caller caller) =>
        caller.UserId is { } person
        && (IsSupervisor(caller) || IsCandidate(task, caller) || task.AssigneeId == person || task.CompletedById == person);

    public static bool MayTake(UserTask task, Caller caller) => caller.UserId is not null && (IsCandidate(task, caller) || IsSupervisor(caller));

    public static RuleBrokenException NotForYou(UserTask task) =>
        new(Texts.Of("NotForYou", task.QueueKey is { } queue ? Queues.Queue.NameOf(queue, null) : task.Role)) { Code = "task-not-for-you" };
}

namespace BackOfficeFlow.Chaos;

/// <summary>Every step that gives out a task has one, no more, and people see it as long as the case waits for it.</summary>
static class TaskChecks
{
    const string GivenOut = "Elsa.RunTask";
    const string Giving = "run-task";

    public static IEnumerable<Finding> Of(Books books)
    {
        foreach (var twice in books.Tasks.GroupBy(task => (task.InstanceId, task.ExecutionId)).Where(same => same.Count() > 1))
            yield return new("task-twice", $"instance {twice.Key.InstanceId}", $"its execution {twice.Key.ExecutionId} has {twice.Count()} tasks");

        var waiting = books.Waits.Select(wait => (wait.InstanceId, wait.Kind, wait.Key)).ToHashSet();
        foreach (var task in books.Tasks.Where(task => task.IsOpen && !waiting.Contains((task.InstanceId, task.WaitKind, task.WaitKey))))
            yield return new("task-open", $"task {task.Id}", $"it is open, and the case {task.InstanceId} does not wait for it");

        var open = books.Tasks.Where(task => task.IsOpen).Select(task => (task.InstanceId, task.ExecutionId)).ToHashSet();
        var giving = books.Messages.Where(message => message.Kind == Giving && message.State == "Waiting").Select(message => message.InstanceId).ToHashSet();
        foreach (var wait in books.Waits.Where(wait => wait.Kind == GivenOut && !giving.Contains(wait.InstanceId) && !open.Contains((wait.InstanceId, wait.ExecutionId))))
            yield return new("task-lost", $"instance {wait.InstanceId}", $"it waits for the task {wait.Key}, which nobody was given");
    }
}

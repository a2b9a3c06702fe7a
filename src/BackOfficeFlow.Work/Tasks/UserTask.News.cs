using BackOfficeFlow.Engine;

namespace BackOfficeFlow.Work.Tasks;

public sealed partial class UserTask
{
    /// <summary>What the step is told. A plain task (Elsa.RunTask) is told its form's values alone, as Elsa does.</summary>
    public object? ToNews()
    {
        var values = Values.ParseJson(Result ?? "{}");
        return WaitKind is Awaited.RunTask
            ? values
            : new Dictionary<string, object?>
            {
                [TaskNews.TaskId] = Id,
                [TaskNews.Outcome] = Outcome,
                [TaskNews.Values] = values,
                [TaskNews.Comment] = Comment,
                [TaskNews.PersonId] = CompletedById,
                [TaskNews.PersonName] = CompletedByName
            };
    }
}

/// <summary>The words of the news that a finished task brings to its step.</summary>
static class TaskNews
{
    public const string TaskId = "taskId";
    public const string Outcome = "outcome";
    public const string Values = "values";
    public const string Comment = "comment";
    public const string PersonId = "personId";
    public const string PersonName = "personName";
}

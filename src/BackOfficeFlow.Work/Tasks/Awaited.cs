using BackOfficeFlow.Engine.Activities;

namespace BackOfficeFlow.Work.Tasks;

/// <summary>What the step of a task waits for.</summary>
public sealed record Awaited(string Kind, string Key) : Stimulus(Kind, Key)
{
    public const string UserTask = "BackOffice.UserTask";
    public const string RunTask = "Elsa.RunTask";
}

using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Engine.Running;

/// <summary>
/// Elsa's commit strategies say when, within a burst, the state is saved. Here a burst is one transaction: it is saved whole when it waits or ends, with
/// the records that its activities changed. The names are taken, and a word says that they change nothing.
/// </summary>
static class CommitLint
{
    static readonly string[] OfWorkflows = ["WorkflowExecuting", "WorkflowExecuted", "ActivityExecuting", "ActivityExecuted", "Periodic", "Default"];
    static readonly string[] OfActivities = ["CommitAlways", "CommitNever", "Executing", "Executed", "Default"];

    public static void Check(WorkflowDefinition definition, List<Finding> findings)
    {
        Check(definition.Options.CommitStrategy, OfWorkflows, null, "options.commitStrategyName", findings);
        foreach (var activity in definition.Activities)
            Check(activity.Json.Property("customProperties").TextOf("commitStrategyName"), OfActivities, activity.Id, "customProperties.commitStrategyName", findings);
    }

    static void Check(string? name, string[] known, string? activityId, string property, List<Finding> findings)
    {
        if (string.IsNullOrWhiteSpace(name))
            return;
        findings.Add(known.Contains(name)
            ? new Finding("commit-strategy-changes-nothing", Severity.Info, activityId, property, [name])
            : Finding.Warning("unknown-commit-strategy", activityId, property, name, string.Join(", ", known)));
    }
}

using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Definitions;

namespace BackOfficeFlow.Engine.Running;

/// <summary>A trigger whose inputs are worked out when the definition is published: one that then starts nothing would do so without a word.</summary>
static class TriggerLint
{
    public static void Check(Workflow workflow, EngineOptions options, List<Finding> findings)
    {
        if (!workflow.TriggerNodes.Any(node => node.HasLiveInputs && node.Descriptor.CanMake))
            return;
        foreach (var (nodeId, reason) in Runner.LookForTriggers(workflow, new NobodysHost(), options).Silent)
            if (workflow.Find(nodeId) is { HasLiveInputs: true })
                findings.Add(Finding.Warning("trigger-starts-nothing", nodeId, null, reason));
    }

    /// <summary>No instance, no transaction and no collaborators; an instant at which everything is still to come.</summary>
    sealed class NobodysHost : IBurstHost
    {
        public DateTimeOffset Now => DateTimeOffset.UnixEpoch;
        public bool MakesAll => false;
        public Activity Create(Type activityType) => throw new NotSupportedException($"{activityType.Name} needs collaborators.");
        public Task<ActivityResult> Guard(Func<Task<ActivityResult>> run) => run();
    }
}

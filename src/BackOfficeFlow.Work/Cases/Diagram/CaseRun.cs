using BackOfficeFlow.Engine.Running;
using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Work.Cases;

/// <summary>A case as its diagram needs it: the version that it runs, its state and all that happened, in order.</summary>
public sealed record CaseRun(WorkflowInstance Row, Instance Instance, Workflow Workflow, IReadOnlyList<JournalEvent> Events)
{
    /// <summary>The reader may see what the steps were given and what they left.</summary>
    public required bool ShowsValues { get; init; }

    /// <summary>Elsa's id of a node, also of one that a later version of the process has no more.</summary>
    public string PathOf(string nodeId) => Workflow.Find(nodeId)?.Path ?? nodeId;
}

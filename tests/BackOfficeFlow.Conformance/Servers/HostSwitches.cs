using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Running;
using BackOfficeFlow.Runtime;

namespace BackOfficeFlow.Conformance;

/// <summary>The switches of the host on which a case was recorded: Elsa's library with the case's own settings, not our defaults.</summary>
public static class HostSwitches
{
    public static EngineOptions Of(CaseFile @case, string mode, bool strict) => new()
    {
        FlowchartMode = mode == "token" ? FlowchartMode.Token : FlowchartMode.Counter,
        IncidentStrategy = @case.Steps.Property("host").TextOf("defaultIncidentStrategy") == "ContinueWithIncidents" ? IncidentStrategy.Continue : IncidentStrategy.Fault,
        StrictConversion = strict,
        // Only cases of our own say so: Elsa keeps them for ten minutes.
        KeepEvents = @case.Steps.Property("host").TextOf("keepEvents") == "none" ? TimeSpan.Zero : Stimuli.UsualKeeping,
        KeepOutputsAfterWait = false,
        KeepUnstoredVariables = false,
        GoOnUnheard = false
    };
}

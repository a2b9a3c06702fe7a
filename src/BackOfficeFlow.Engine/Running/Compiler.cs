using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Expressions;

namespace BackOfficeFlow.Engine.Running;

/// <summary>The workflow, which runs even when there are errors (a step that is wrong fails when it is reached), and what was found.</summary>
public sealed record CompileResult(Workflow Workflow, IReadOnlyList<Finding> Findings)
{
    public bool HasErrors => Findings.Any(finding => finding.Severity == Severity.Error);
}

/// <summary>Makes definitions ready to run. One serves a whole process: it holds the pool of script engines.</summary>
public sealed class Compiler(ActivityRegistry registry, EngineOptions options)
{
    readonly JavaScriptPool scripts = new(options.Scripts);

    public CompileResult Compile(WorkflowDefinition definition) => Compile(definition, UsableWorkflows.None);

    /// <summary>Whether some step may be a workflow of its own.</summary>
    public bool UsesOthers(WorkflowDefinition definition) =>
        definition.Activities.Any(activity => registry.Find(activity.Type, activity.Version) is null && WorkflowUse.Of(activity) is not null);

    /// <param name="definition">What to compile.</param>
    /// <param name="usable">The workflows that may stand in it as activities.</param>
    public CompileResult Compile(WorkflowDefinition definition, UsableWorkflows usable)
    {
        var findings = new List<Finding>();
        var strict = (definition.Switch("valueConversion") ?? (options.StrictConversion ? "strict" : "lenient")) != "lenient";
        var nodes = new NodeCompiler(registry, scripts, definition, strict, findings, new NodeTree(usable, definition), options.RetryStrategies, options.LogPersistence);
        var root = nodes.CompileRoot(null);
        findings.AddRange(nodes.Tree.Findings.Distinct());
        CommitLint.Check(definition, findings);
        NameLint.Check(nodes, definition, findings);
        var mode = ReadMode(definition, findings);
        Lint.Check(nodes.Tree.Nodes.Values.Where(node => node.Prefix.Length == 0), mode, findings);

        var workflow = new Workflow
        {
            Definition = definition,
            Root = root,
            Nodes = nodes.Tree.Nodes,
            Pins = nodes.Tree.Pins,
            GivesInputs = nodes.Tree.Nodes.Values.Any(node => node.GivesInputs),
            FlowchartMode = mode,
            IncidentStrategy = ReadStrategy(definition, findings),
            ActivationStrategy = ReadActivation(definition, findings),
            StrictConversion = strict,
            KeepOutputsAfterWait = (definition.Switch("outputsAfterWait") ?? (options.KeepOutputsAfterWait ? "kept" : "lost")) != "lost",
            KeepUnstoredVariables = (definition.Switch("unstoredVariables") ?? (options.KeepUnstoredVariables ? "kept" : "lost")) != "lost",
            ReadsOutputs = nodes.Tree.ReadsOutputs
        };
        TriggerLint.Check(workflow, options, findings);
        return new CompileResult(workflow, findings);
    }

    FlowchartMode ReadMode(WorkflowDefinition definition, List<Finding> findings)
    {
        switch (definition.Switch("flowchartMode"))
        {
            case null: return options.FlowchartMode;
            case "counter": return FlowchartMode.Counter;
            case "token": return FlowchartMode.Token;
            case var other:
                findings.Add(Finding.Error("unknown-switch-value", null, "customProperties.backOfficeFlow.flowchartMode", other, "counter, token"));
                return options.FlowchartMode;
        }
    }

    static ActivationStrategy ReadActivation(WorkflowDefinition definition, List<Finding> findings)
    {
        if (Activation.Read(definition.Options.ActivationStrategy) is { } strategy)
            return strategy;
        findings.Add(Finding.Error("unknown-switch-value", null, "options.activationStrategyType", definition.Options.ActivationStrategy, string.Join(", ", Activation.Names)));
        return ActivationStrategy.Always;
    }

    // Both Elsa's short alias and the long .NET name of older files.
    IncidentStrategy ReadStrategy(WorkflowDefinition definition, List<Finding> findings)
    {
        var written = definition.Options.IncidentStrategy;
        if (string.IsNullOrEmpty(written))
            return options.IncidentStrategy;
        var name = written.Split(',')[0].Trim();
        switch (name[(name.LastIndexOf('.') + 1)..])
        {
            case "FaultStrategy" or "Fault": return IncidentStrategy.Fault;
            case "ContinueWithIncidentsStrategy" or "ContinueWithIncidents": return IncidentStrategy.Continue;
            default:
                findings.Add(Finding.Error("unknown-incident-strategy", null, "options.incidentStrategyType", written, "FaultStrategy, ContinueWithIncidentsStrategy"));
                return options.IncidentStrategy;
        }
    }
}

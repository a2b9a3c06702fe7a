using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Definitions;
using BackOfficeFlow.Engine.Expressions;

namespace BackOfficeFlow.Engine.Running;

/// <summary>A definition made ready to run: types resolved, expressions prepared. It never changes and is shared between threads.</summary>
public sealed class Workflow
{
    public required WorkflowDefinition Definition { get; init; }
    public string DefinitionId => Definition.DefinitionId;
    public string VersionId => Definition.VersionId;
    public int Version => Definition.Version;
    public string? Name => Definition.Name;

    /// <summary>Elsa's Workflow1, with the definition's root as its child.</summary>
    public required Node Root { get; init; }
    public required IReadOnlyDictionary<string, Node> Nodes { get; init; }

    public required FlowchartMode FlowchartMode { get; init; }
    public required IncidentStrategy IncidentStrategy { get; init; }

    /// <summary>Whether a further instance may be started; the host asks, in the transaction that starts it.</summary>
    public ActivationStrategy ActivationStrategy { get; init; }
    public required bool StrictConversion { get; init; }
    public required bool KeepOutputsAfterWait { get; init; }
    public required bool KeepUnstoredVariables { get; init; }

    /// <summary>Some expression reads outputs of earlier activities, so they are kept.</summary>
    internal bool ReadsOutputs { get; init; }

    /// <summary>The node, or null when this version has none of that id.</summary>
    public Node? Find(string nodeId) => Nodes.GetValueOrDefault(nodeId);

    /// <summary>The id that the activity has in its own definition.</summary>
    public string ActivityIdOf(string nodeId) => Find(nodeId)?.Id ?? nodeId;

    /// <summary>Which versions its steps that are workflows of their own were resolved to.</summary>
    public IReadOnlyDictionary<string, string> Pins { get; init; } = new Dictionary<string, string>();

    /// <summary>Some step gives its children inputs of their own.</summary>
    internal bool GivesInputs { get; init; }

    /// <summary>Activities that may start an instance.</summary>
    public IEnumerable<Node> TriggerNodes => Nodes.Values.Where(node => node.Prefix.Length == 0 && node.Descriptor.Attribute.IsTrigger && node.Model.CanStartWorkflow);
}

/// <summary>One activity of a compiled workflow.</summary>
public sealed class Node
{
    /// <summary>The activity's id, unique in the definition that it stands in.</summary>
    public required string Id { get; init; }

    /// <summary>Unique in the compiled workflow: the id, and before it the steps through which its workflow is used. Saved state and journal name nodes by it.</summary>
    public required string Key { get; init; }

    /// <summary>What stands before the ids of the definition that the node stands in, and of the one whose nodes are its children.</summary>
    internal string Prefix { get; init; } = "";
    internal string Inner { get; init; } = "";

    /// <summary>The workflow that this step runs, when it is a workflow of its own.</summary>
    public WorkflowDefinition? Used { get; init; }
    internal bool GivesInputs { get; init; }

    /// <summary>Elsa's node id: the ids from the workflow down, joined by colons.</summary>
    public required string Path { get; init; }
    public required ActivityModel Model { get; init; }
    public required ActivityDescriptor Descriptor { get; init; }
    public string Type => Descriptor.Type;
    public string Name => Model.Title;
    public required Node? Parent { get; init; }

    /// <summary>Stands in the definition itself, not in a workflow that it uses.</summary>
    public bool IsOwn => Prefix.Length == 0;

    /// <summary>What an input is in every case; false when it is worked out as the case runs.</summary>
    /// <param name="input">The input's name, as in C#.</param>
    /// <param name="value">A value of the engine's domain; null when it is empty or not set.</param>
    public bool TryGetConstant(string input, out object? value)
    {
        var found = Array.Find(Inputs, each => each.Name == input);
        value = found?.Constant;
        return found is null or { IsConstant: true };
    }

    /// <summary>The inputs that are the same in every case, by name.</summary>
    public IEnumerable<(string Input, object? Value)> Constants => Inputs.Where(input => input.IsConstant).Select(input => (input.Name, input.Constant));

    internal Type ActivityType => Descriptor.ActivityType;
    internal NodeInput[] Inputs { get; init; } = [];
    internal NodePart[] Parts { get; init; } = [];
    internal NodeOutput[] Outputs { get; init; } = [];
    internal VariableSlot[] Variables { get; init; } = [];

    /// <summary>What of it goes to the journal; null when nothing does.</summary>
    internal NodeLog? Log { get; init; }

    /// <summary>How it is tried again when it fails; null when it is not.</summary>
    internal NodeRetry? Retry { get; init; }

    /// <summary>Some input must be evaluated anew in each execution.</summary>
    internal bool HasLiveInputs { get; init; }
}

/// <summary>An input as it is filled before the activity runs.</summary>
sealed record NodeInput(string Name, Expression Expression, string? TypeName, Type ValueType, bool IsLazy)
{
    /// <summary>Null for a condition or other part that has no property of its own.</summary>
    public PropertyAccess? Access { get; init; }
    public bool IsConstant { get; init; }
    public bool IsArray { get; init; }
    public object? Constant { get; init; }
}

/// <summary>A plain part, made once: nested nodes, cases, a graph.</summary>
sealed record NodePart(PropertyAccess Access, object? Value);

/// <summary>An output and where it goes: a variable or an output of the workflow (<see cref="Target"/>).</summary>
sealed record NodeOutput(string Name, PropertyAccess? Access, string? Target, bool SkipsNull = false);

sealed record VariableSlot(string Id, string Name, string TypeName, bool IsArray, object? Default, bool IsStored);

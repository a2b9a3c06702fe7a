using BackOfficeFlow.Engine.Expressions;

namespace BackOfficeFlow.Engine.Running;

/// <summary>What expressions see from one execution outwards. One object serves a burst: it is pointed at the execution of the moment.</summary>
sealed class RunScope(Workflow workflow, Instance instance, DateTimeOffset now) : Scope
{
    const int Light = 64;

    Execution current = null!;
    IReadOnlyDictionary<string, object?>? extra;
    static readonly Dictionary<string, object?> NoInput = [];

    /// <summary>What came with the resume that this burst is: seen as input, before what came with the start; not kept.</summary>
    public IReadOnlyDictionary<string, object?>? Come { get; set; }

    public RunScope At(Execution execution, IReadOnlyDictionary<string, object?>? values = null)
    {
        current = execution;
        extra = values;
        return this;
    }

    /// <summary>About how many bytes were put into the instance since it was last weighed.</summary>
    public long Charged { get; set; }

    /// <summary>Counts a value that the instance is to hold.</summary>
    public object? Charge(object? value)
    {
        if (value is string { Length: > Light } or List<object?> or IReadOnlyDictionary<string, object?> or byte[])
            Charged += Weight.Of(value);
        return value;
    }

    public override Guid InstanceId => instance.Id;
    public override string DefinitionId => workflow.DefinitionId;
    public override string DefinitionVersionId => workflow.VersionId;
    public override int DefinitionVersion => workflow.Version;
    public override DateTimeOffset Now => now;
    public override string? CorrelationId { get => instance.CorrelationId; set => instance.CorrelationId = value; }
    public override string? InstanceName { get => instance.Name; set => instance.Name = value; }
    public override object? LastResult => instance.LastResult;

    public override IReadOnlyDictionary<string, object?> Input
    {
        get
        {
            if (!IsGivenInputs() && Come is null)
                return instance.Input;
            var result = new Dictionary<string, object?>(StringComparer.Ordinal);
            for (var execution = current; execution is not null; execution = execution.Parent)
                if (execution.Node.Used is { } used)
                    foreach (var input in used.Inputs.Where(input => execution.Extra?.ContainsKey(input.Name) == true))
                        result.TryAdd(input.Name, execution.Extra![input.Name]);
                else if (execution.Parent?.Node.GivesInputs == true)
                    foreach (var (name, value) in execution.Extra ?? [])
                        result.TryAdd(name, value);
            foreach (var (name, value) in (Come ?? NoInput).Concat(instance.Input))
                result.TryAdd(name, value);
            return result;
        }
    }

    // Inside a workflow that is used as a step, and in what runs for a child, variables come before the instance's inputs.
    bool IsGivenInputs()
    {
        if (workflow.GivesInputs)
            for (var execution = current; execution is not null; execution = execution.Parent)
                if (execution.Parent?.Node.GivesInputs == true)
                    return true;
        return false;
    }

    public override bool TryGetVariable(string name, out object? value)
    {
        for (var execution = current; execution is not null; execution = execution.Parent)
        {
            if (execution.Extra is { } dynamic && dynamic.TryGetValue(name, out value))
                return true;
            if (SlotByName(execution, name) is >= 0 and var slot)
            {
                value = execution.Slots![slot];
                return true;
            }
        }
        value = null;
        return false;
    }

    public override bool TryGetVariableById(string id, out object? value)
    {
        for (var execution = current; execution is not null; execution = execution.Parent)
        {
            if (SlotById(execution, id) is >= 0 and var slot)
            {
                value = execution.Slots![slot];
                return true;
            }
        }
        return TryGetVariable(id, out value);
    }

    public override void SetVariable(string name, object? value)
    {
        for (var execution = current; execution is not null; execution = execution.Parent)
        {
            if (execution.Extra is { } dynamic && dynamic.ContainsKey(name))
            {
                dynamic[name] = Charge(Values.Normalize(value));
                return;
            }
            if (SlotByName(execution, name) is >= 0 and var slot)
            {
                SetSlot(execution, slot, value);
                return;
            }
        }
        var home = Home();
        (home.Extra ??= new Dictionary<string, object?>(StringComparer.Ordinal))[name] = Charge(Values.Normalize(value));
    }

    public bool TrySetVariableById(string id, object? value)
    {
        for (var execution = current; execution is not null; execution = execution.Parent)
        {
            if (SlotById(execution, id) is >= 0 and var slot)
            {
                SetSlot(execution, slot, value);
                return true;
            }
            if (execution.Extra is { } dynamic && dynamic.ContainsKey(id))
            {
                dynamic[id] = Charge(Values.Normalize(value));
                return true;
            }
        }
        return false;
    }

    void SetSlot(Execution execution, int slot, object? value)
    {
        var variable = execution.Node.Variables[slot];
        try
        {
            execution.Slots![slot] = Charge(Values.Fit(value, variable.TypeName, variable.IsArray, workflow.StrictConversion));
        }
        catch (ValueException broken)
        {
            throw new ExpressionException($"Variable '{variable.Name}': {broken.Message}", broken);
        }
    }

    // New variables live in the nearest container that holds variables.
    Execution Home()
    {
        var execution = current;
        while (execution.Parent is not null && !execution.Node.ActivityType.IsAssignableTo(typeof(Activities.IHoldsVariables)))
            execution = execution.Parent;
        return execution;
    }

    static int SlotByName(Execution execution, string name)
    {
        if (execution.Slots is null)
            return -1;
        var variables = execution.Node.Variables;
        for (var i = 0; i < variables.Length; i++)
            if (variables[i].Name == name)
                return i;
        return -1;
    }

    static int SlotById(Execution execution, string id)
    {
        if (execution.Slots is null)
            return -1;
        var variables = execution.Node.Variables;
        for (var i = 0; i < variables.Length; i++)
            if (variables[i].Id == id)
                return i;
        return -1;
    }

    public override IReadOnlyDictionary<string, object?> Variables
    {
        get
        {
            var result = new Dictionary<string, object?>(StringComparer.Ordinal);
            for (var execution = current; execution is not null; execution = execution.Parent)
            {
                foreach (var (name, value) in execution.Extra ?? [])
                    result.TryAdd(name, value);
                for (var i = 0; i < (execution.Slots?.Length ?? 0); i++)
                    result.TryAdd(execution.Node.Variables[i].Name, execution.Slots![i]);
            }
            return result;
        }
    }

    public override object? GetInput(string name) => IsGivenInputs() && TryGetVariable(name, out var given) ? given
        : Come?.TryGetValue(name, out var come) == true ? come
        : instance.Input.GetValueOrDefault(name);

    public override bool HasInput(string name) => instance.Input.ContainsKey(name) || Come?.ContainsKey(name) == true || workflow.Definition.Inputs.Any(input => input.Name == name);

    public override bool HidesVariable(string input) => workflow.Definition.Inputs.Count > 0 && workflow.Definition.Inputs.Any(known => known.Name == input) && !IsGivenInputs();

    // Kept under the activity's id; designers also write its name.
    public override bool TryGetOutput(string activity, string output, out object? value)
    {
        var prefix = current.Node.Prefix;
        if (instance.Outputs.TryGetValue(Key(prefix + activity, output), out value))
            return true;
        var node = workflow.Nodes.Values.FirstOrDefault(node => node.Prefix == prefix && IsCalled(node, activity));
        // An output that is not there yet is empty; only a name that means nothing is unknown.
        return node is not null && (instance.Outputs.TryGetValue(Key(node.Key, output), out value) || node.Descriptor.Outputs.Any(known => known.Name == output));
    }

    // By name, by id, or as a function's name spells one of them.
    static bool IsCalled(Node node, string activity) => node.Model.Name == activity || string.Equals(node.Id, activity, StringComparison.OrdinalIgnoreCase)
        || (node.Model.Name is { } name && Spelling.Of(name) == activity) || Spelling.Of(node.Id) == activity;

    public static string Key(string activityId, string output) => $"{activityId}\n{output}";

    public override bool TryGetExtra(string name, out object? value)
    {
        value = null;
        return extra?.TryGetValue(name, out value) == true;
    }
}

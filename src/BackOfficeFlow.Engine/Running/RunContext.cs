using System.Collections;
using BackOfficeFlow.Engine.Activities;
using BackOfficeFlow.Engine.Expressions;

namespace BackOfficeFlow.Engine.Running;

/// <summary>What an activity may know and change. One object serves a burst: it is pointed at the execution of the moment.</summary>
sealed class RunContext(
    Workflow workflow, Instance instance, Burst burst, RunScope scope, Action<Execution, string, IReadOnlyDictionary<string, object?>?> addEvent,
    Children children, bool goesOnUnheard, PlantedBug planted, CancellationToken cancel) : ActivityContext
{
    Execution current = null!;

    public RunContext At(Execution execution)
    {
        current = execution;
        return this;
    }

    public override Guid InstanceId => instance.Id;
    public override string DefinitionId => workflow.DefinitionId;
    public override int DefinitionVersion => workflow.Version;
    public override string NodeId => current.Node.Key;
    public override string ExecutionId => current.Id;
    public override string NodeName => current.Node.Name;
    public override DateTimeOffset Now => scope.Now;
    public override CancellationToken Cancel => cancel;
    public override string? CorrelationId { get => instance.CorrelationId; set => instance.CorrelationId = value; }
    public override string? InstanceName { get => instance.Name; set => instance.Name = value; }
    public override bool UsesTokens => workflow.FlowchartMode == FlowchartMode.Token;
    public override string? TriggerNodeId => current.Node.Prefix.Length == 0 ? Trigger : null;
    public string? Trigger { get; set; }
    internal override PlantedBug Planted => planted;
    public override string? ResumedKind => current.ResumedKind;
    public override string? ResumedKey => current.ResumedKey;

    public override object? GetVariable(string name) => scope.At(current).TryGetVariable(name, out var value) ? value : null;
    public override void SetVariable(string name, object? value) => scope.At(current).SetVariable(name, value);

    public override bool TrySetVariable(VariableReference variable, object? value) =>
        scope.At(current).TrySetVariableById(variable.Id, value) || (variable.Name is not null && scope.TryGetVariable(variable.Name, out _) && SetKnown(variable.Name, value));

    bool SetKnown(string name, object? value)
    {
        scope.SetVariable(name, value);
        return true;
    }

    public override object? GetInput(string name) => scope.At(current).GetInput(name);

    // An output of the nearest workflow around the step that has one of this name.
    public override void SetOutput(string name, object? value)
    {
        for (var user = current.Parent; user is not null; user = user.Parent)
            if (user.Node.Used is { } used && used.Outputs.Any(output => output.Name == name))
            {
                user.Extra![name] = scope.Charge(Values.Normalize(value));
                return;
            }
        instance.Output[name] = scope.Charge(Values.Normalize(value));
    }

    public override void Declare(string name, object? value) =>
        (current.Extra ??= new Dictionary<string, object?>(StringComparer.Ordinal))[name] = scope.Charge(Values.Normalize(value));

    public override object? Recall(string key) => current.Memory?.GetValueOrDefault(key);

    public override void Remember(string key, object? value) =>
        (current.Memory ??= new Dictionary<string, object?>(StringComparer.Ordinal))[key] = value is IRemembered ? value : scope.Charge(Values.Normalize(value));

    public override void Note(string what, IReadOnlyDictionary<string, object?> details) => addEvent(current, what, details);
    public override void WriteLine(string? text)
    {
        scope.Charge(text);
        burst.Console.Add(text ?? "");
    }

    public override void After(Effect effect)
    {
        scope.Charge(effect.Payload);
        burst.Effects.Add(effect);
    }

    public override void OpenExchange(string id) => instance.Exchanges.Add(id);

    public override string? CloseExchange()
    {
        if (instance.Exchanges is not [.., var last])
            return null;
        instance.Exchanges.RemoveAt(instance.Exchanges.Count - 1);
        return last;
    }

    public override bool GoesOnUnheard => goesOnUnheard;

    public override ValueTask<bool> IsPublished(string definitionId) => children.IsPublished(definitionId);
    public override IReadOnlyList<Guid> StartChildren(string definitionId, IReadOnlyList<ChildInput> starts, Stimulus? wait) => children.StartAfter(definitionId, starts, wait);
    public override Task<ChildState> RunChild(string definitionId, ChildInput child, string? waitKind) => children.Run(definitionId, child, waitKind);

    public override IReadOnlyList<LiveChild> LiveChildren => current.Children is { Count: > 0 } children ? new LiveView(children) : [];

    public override void PutOutput(string name, object? value)
    {
        if (Array.Find(current.Node.Outputs, output => output.Name == name) is { } output)
            Capture(current, output, Values.Normalize(value));
    }

    /// <summary>Puts an output where it is bound to, and keeps it for expressions that ask for it.</summary>
    public void Capture(Execution execution, NodeOutput output, object? value)
    {
        if (workflow.ReadsOutputs)
        {
            instance.Outputs[RunScope.Key(execution.Node.Key, output.Name)] = value;
            instance.LastResult = scope.Charge(value);
        }
        // What a used workflow leaves goes to its user's scope, not to its own.
        var home = execution.Node.Used is null ? execution : execution.Parent!;
        if (output.Target is { } target && !scope.At(home).TrySetVariableById(target, value))
            instance.Output[target] = scope.Charge(value);
    }

    public override ValueTask<object?> Evaluate(string inputName, IReadOnlyDictionary<string, object?>? extra = null)
    {
        if (Array.Find(current.Node.Inputs, input => input.Name == inputName) is not { } input)
            return new ValueTask<object?>((object?)null);
        if (input.IsConstant)
            return new ValueTask<object?>(input.Constant);
        try
        {
            return new ValueTask<object?>(Values.To(input.Expression.Evaluate(scope.At(current, extra)), input.ValueType, workflow.StrictConversion));
        }
        catch (Exception broken) when (broken is ExpressionException or ValueException)
        {
            throw new ExpressionException($"Failed to evaluate activity input '{input.Name}'", broken);
        }
    }

    public override object? RunScript(string inputName, List<string> outcomes) =>
        Array.Find(current.Node.Inputs, input => input.Name == inputName)?.Expression switch
        {
            JavaScriptExpression script => Values.Normalize(script.Evaluate(scope.At(current), outcomes)),
            { } other => other.Evaluate(scope.At(current)),
            null => null
        };

    /// <summary>A container of thousands looks at its children whenever one ends: they are not copied for it.</summary>
    sealed class LiveView(List<Execution> children) : IReadOnlyList<LiveChild>
    {
        public int Count => children.Count;
        public LiveChild this[int index] => new(children[index].Node.Id, children[index].Id, children[index].HasBegun, children[index].Status == ExecutionStatus.Faulted);

        public IEnumerator<LiveChild> GetEnumerator()
        {
            for (var i = 0; i < children.Count; i++)
                yield return this[i];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
